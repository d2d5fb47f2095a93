import type { NoticeDraftInput, ValidityChange } from '@shuozhi/shared/api';
import { aDraft } from '../../test/factories';
import { approver, editor, publishedNotice, shown } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { editDraft } from './drafts';
import { upsertImportedNotice } from './importNotice';
import { approveNotice, publishNotice, submitNotice } from './lifecycle';
import { Notices } from './model';
import { noticeDetail } from './read';
import { mendRelations } from './relations';

useTestDatabase();
beforeEach(() => Notices.deleteMany({}));

const now = new Date('2026-11-20T02:00:00Z');
const OLD = '测政发〔2020〕1号';
const TITLE = '关于城区养犬管理的通告';
const change: ValidityChange = {
  effect: 'repealed',
  scope: 'whole',
  parts: [],
  docNo: OLD,
  title: TITLE,
  on: null,
  until: null,
  quote: `《${TITLE}》（${OLD}）同时废止。`,
  confirmed: null,
};

const old = async () =>
  (await publishedNotice({ docNo: OLD, title: TITLE, writtenOn: '2020-01-01', effectiveFrom: '2020-01-01' }, now))
    .notice._id;
const later = (more: Partial<ValidityChange> = {}): Partial<NoticeDraftInput> => ({
  docNo: '测政发〔2026〕2号',
  writtenOn: '2026-11-01',
  effectiveFrom: '2026-11-10',
  repeals: more.scope === 'part' || more.effect === 'extended' ? [] : [OLD],
  blocks: [{ type: 'paragraph', text: `本通告自发布之日起施行。${change.quote}` }],
  validityChanges: [{ ...change, ...more }],
});
const importing = (draft: Partial<NoticeDraftInput>, publish: boolean) =>
  upsertImportedNotice(
    { draft: aDraft(draft), confidence: 0.98, warnings: [], needsReview: false },
    { publish, actor: publish ? null : editor.id, now },
  );

/** Imported as a draft, decided on as `confirmed` says, submitted, approved and published. */
async function importedAndPublished(confirmed: boolean, more: Partial<ValidityChange> = {}) {
  const { noticeId } = await importing(later(more), false);
  await editDraft(noticeId, aDraft(later({ ...more, confirmed })), (await shown(noticeId)).updatedAt, editor, now);
  const { hash } = await shown(noticeId);
  await submitNotice(noticeId, { hash, confirmReviewed: false }, editor, now);
  await approveNotice(noticeId, (await shown(noticeId)).hash, approver, now);
  await publishNotice(noticeId, { hash: (await shown(noticeId)).hash }, approver, now);
}

test('what an importer read ends nothing, however often relations are applied, until a person decides', async () => {
  const id = await old();
  await importing(later(), true);
  await mendRelations(now);
  expect(await noticeDetail(id, now)).toMatchObject({ validity: '现行有效', repealedOn: null });
});

test('an undecided change keeps the text from being submitted and says what to decide', async () => {
  const { noticeId } = await importing(later(), false);
  const { hash, problems } = await shown(noticeId);
  const problem = {
    path: 'validityChanges.0.confirmed',
    message: expect.stringMatching(/养犬管理.*废止，请核对/) as string,
  };
  expect(problems).toContainEqual(problem);
  await expect(submitNotice(noticeId, { hash, confirmReviewed: false }, editor, now)).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ ...problem, path: `draft.${problem.path}` }],
  });
});

test('what the text does not say ends nothing', async () => {
  const id = await old();
  await expect(importedAndPublished(true, { quote: '原通告作废，养犬不再限制。' })).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'draft.validityChanges.0.quote' }],
  });
  expect((await noticeDetail(id, now)).validity).toBe('现行有效');
});

test.each([
  [true, '已废止'],
  [false, '现行有效'],
])('decided as %s the old document is %s', async (confirmed, validity) => {
  const id = await old();
  await importedAndPublished(confirmed);
  expect((await noticeDetail(id, now)).validity).toBe(validity);
});

test('a confirmed end holds also for a document that becomes public later', async () => {
  await importedAndPublished(true);
  expect((await noticeDetail(await old(), now)).validity).toBe('已废止');
});

test('a number whose document has another title than the one printed is not taken for it', async () => {
  await old();
  await expect(importedAndPublished(true, { title: '关于户外广告管理的通告' })).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ path: expect.stringMatching(/validityChanges\.0\.docNo$/) as string }],
  });
});

test('the end of a part and a longer term leave the document in force and stand on its page', async () => {
  const id = await old();
  await importedAndPublished(true, { scope: 'part', parts: ['第三条'] });
  expect(await noticeDetail(id, now)).toMatchObject({
    validity: '现行有效',
    changedBy: [{ effect: 'repealed', parts: ['第三条'], by: { docNo: '测政发〔2026〕2号' } }],
  });
});
