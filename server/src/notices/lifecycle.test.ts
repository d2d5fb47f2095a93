import type { StaffAccount } from '@shuozhi/shared/api';
import { aDraft } from '../../test/factories';
import { shown } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { upsertImportedNotice } from './importNotice';
import { createDraft, editDraft } from './drafts';
import {
  approveNotice,
  proposeRevision,
  proposeWithdrawal,
  publishNotice,
  returnNotice,
  submitNotice,
} from './lifecycle';
import { acceptReimport } from './proposals';
import { Notices } from './model';
import { noticeDetail } from './read';
import { mendRelations } from './relations';
import { findNotice } from './store';
import { pendingEvents } from './feed';

useTestDatabase();
beforeEach(() => Notices.deleteMany({}));

const editor: StaffAccount = { id: 'editor1', name: '编辑', role: 'editor' };
const approver: StaffAccount = { id: 'approver1', name: '审批', role: 'approver' };
const now = new Date('2026-11-20T02:00:00Z');

/** The steps as people do them who have just been shown the text. */
const submit = async (id: string, confirmReviewed: boolean, actor: StaffAccount) =>
  submitNotice(id, { hash: (await shown(id)).hash, confirmReviewed }, actor, now);
const approve = async (id: string, actor: StaffAccount) => {
  const { hash, changes } = await shown(id);
  return approveNotice(id, changes.at(-1)?.hash ?? hash, actor, now);
};
const publish = async (id: string, actor: StaffAccount) =>
  publishNotice(id, { hash: (await shown(id)).hash }, actor, now);
const propose = async (id: string, change: Omit<Parameters<typeof proposeRevision>[1], 'base'>, actor: StaffAccount) =>
  proposeRevision(id, { ...change, base: (await shown(id)).hash }, actor, now);
const withdraw = async (id: string, reason: string, actor: StaffAccount) => {
  await proposeWithdrawal(id, { hash: (await shown(id)).hash, reason }, editor, now);
  return approve(id, actor);
};

async function published(more: Parameters<typeof aDraft>[0] = {}) {
  const draft = await createDraft(aDraft(more), editor, now);
  await submit(draft._id, false, editor);
  await approve(draft._id, approver);
  return publish(draft._id, approver);
}

describe('the two-person rule', () => {
  test('who wrote the text may not approve it, whatever the role', async () => {
    const draft = await createDraft(aDraft(), approver, now);
    await submit(draft._id, false, editor);
    await expect(approve(draft._id, approver)).rejects.toMatchObject({ code: 'same_person' });
  });
  test('who submitted it may not approve it', async () => {
    const draft = await createDraft(aDraft(), editor, now);
    await submit(draft._id, false, approver);
    await expect(approve(draft._id, approver)).rejects.toMatchObject({ code: 'same_person' });
  });
  test('an editor may not approve', async () => {
    const draft = await createDraft(aDraft(), editor, now);
    await submit(draft._id, false, editor);
    await expect(approve(draft._id, { ...editor, id: 'editor2' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the order of steps', () => {
  test('a draft cannot be published', async () => {
    const draft = await createDraft(aDraft(), editor, now);
    await expect(publish(draft._id, approver)).rejects.toMatchObject({ code: 'transition_not_allowed' });
  });
  test('a returned text is a draft again and can be edited', async () => {
    const draft = await createDraft(aDraft(), editor, now);
    await submit(draft._id, false, editor);
    const returned = await returnNotice(draft._id, { reason: '日期不对' }, approver, now);
    const edited = await editDraft(
      draft._id,
      aDraft({ title: '改过的标题' }),
      returned.changedAt.toISOString(),
      editor,
      now,
    );
    expect(edited).toMatchObject({ status: 'draft', title: '改过的标题' });
  });
  test('editing what someone else changed meanwhile answers conflict', async () => {
    const draft = await createDraft(aDraft(), editor, now);
    await editDraft(draft._id, aDraft({ title: '第一次' }), draft.changedAt.toISOString(), editor, now);
    await expect(
      editDraft(draft._id, aDraft({ title: '第二次' }), draft.changedAt.toISOString(), editor, now),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
  test('publishing twice at once makes one event', async () => {
    const draft = await createDraft(aDraft(), editor, now);
    await submit(draft._id, false, editor);
    await approve(draft._id, approver);
    const outcomes = await Promise.allSettled([publish(draft._id, approver), publish(draft._id, editor)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await pendingEvents(10)).toHaveLength(1);
  });
  test('the same document number cannot be used twice', async () => {
    await createDraft(aDraft({ docNo: '测政发〔2026〕1号' }), editor, now);
    await expect(createDraft(aDraft({ docNo: '测政发〔2026〕1号' }), editor, now)).rejects.toMatchObject({
      code: 'duplicate_doc_no',
    });
  });
});

describe('approval is of the text that was read', () => {
  const OTHER = '0'.repeat(64);
  const editing = async (id: string, title: string, actor: StaffAccount) =>
    editDraft(id, aDraft({ title }), (await shown(id)).updatedAt, actor, now);

  test('submitting, approving and publishing another text than the one shown answers what changed', async () => {
    const { _id: id } = await createDraft(aDraft(), editor, now);
    const { hash: first } = await shown(id);
    await editing(id, '加了一句话', editor);
    const conflict = {
      code: 'conflict',
      errors: [{ path: 'title', message: '原为「关于冬季防火的通告」，现为「加了一句话」' }],
    };
    await expect(submitNotice(id, { hash: first, confirmReviewed: false }, editor, now)).rejects.toMatchObject(
      conflict,
    );
    await submit(id, false, editor);
    await expect(approveNotice(id, first, approver, now)).rejects.toMatchObject(conflict);
    await approve(id, approver);
    await expect(publishNotice(id, { hash: first }, approver, now)).rejects.toMatchObject(conflict);
    await expect(publishNotice(id, { hash: OTHER }, approver, now)).rejects.toMatchObject({
      errors: [{ path: 'hash' }],
    });
  });

  test.each(['submitted', 'approved'] as const)(
    'an edit of a %s text makes it a draft that nobody approved',
    async (to) => {
      const { _id: id } = await createDraft(aDraft(), editor, now);
      await submit(id, false, editor);
      if (to === 'approved') await approve(id, approver);
      const edited = await editing(id, '审批后又改', editor);
      expect(edited).toMatchObject({ status: 'draft', submittedBy: null, approvedBy: null, approvedHash: null });
      await expect(publish(id, approver)).rejects.toMatchObject({ code: 'transition_not_allowed' });
    },
  );

  test('an approver who edits becomes an author; another one must approve', async () => {
    const { _id: id } = await createDraft(aDraft(), editor, now);
    await submit(id, false, editor);
    await editing(id, '审批人改了一个字', approver);
    await submit(id, false, editor);
    await expect(approve(id, approver)).rejects.toMatchObject({ code: 'same_person' });
    expect((await approve(id, { ...approver, id: 'approver2' })).notice).toMatchObject({
      status: 'approved',
      approvedBy: 'approver2',
      authors: ['editor1', 'approver1'],
    });
  });

  test('a text changed beside the program after its approval is not published', async () => {
    const { _id: id } = await createDraft(aDraft(), editor, now);
    await submit(id, false, editor);
    await approve(id, approver);
    await Notices.updateOne({ _id: id }, { $set: { title: '迁移时改动' } });
    await expect(publish(id, approver)).rejects.toMatchObject({ code: 'conflict' });
    expect((await findNotice(id)).status).toBe('approved');
  });

  test('a proposal swapped after it was read is not approved', async () => {
    const { notice } = await published();
    await propose(notice._id, { draft: aDraft({ title: '第一稿' }), major: false, changeNote: null }, editor);
    const read = (await shown(notice._id)).changes[0]?.hash ?? '';
    await propose(notice._id, { draft: aDraft({ title: '第二稿' }), major: false, changeNote: null }, editor);
    await expect(approveNotice(notice._id, read, approver, now)).rejects.toMatchObject({
      code: 'conflict',
      errors: [{ path: 'draft.title', message: '原为「第一稿」，现为「第二稿」' }],
    });
    expect((await findNotice(notice._id)).title).toBe('关于冬季防火的通告');
  });

  test('an edit and an approval at the same moment: never an approval of the edited text', async () => {
    const { _id: id } = await createDraft(aDraft(), editor, now);
    await submit(id, false, editor);
    const { hash, updatedAt } = await shown(id);
    await Promise.allSettled([
      editDraft(id, aDraft({ title: '抢在审批前' }), updatedAt, editor, now),
      approveNotice(id, hash, approver, now),
    ]);
    const { title, status } = await findNotice(id);
    expect(status).toBe(title === '抢在审批前' ? 'draft' : 'approved');
  });

  test('two approvals at once: one counts', async () => {
    const { _id: id } = await createDraft(aDraft(), editor, now);
    await submit(id, false, editor);
    const outcomes = await Promise.allSettled([approve(id, approver), approve(id, { ...approver, id: 'approver2' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('events', () => {
  test('publishing carries its event in the same document', async () => {
    const { notice, event } = await published();
    expect(event).toMatchObject({ id: `${notice._id}.r1.publish`, type: 'publish' });
    expect(notice.pendingEvents).toEqual([event]);
  });
  test('an alert is issued, raised, lowered and lifted along its chain', async () => {
    const issued = await published({ topics: ['alert'], level: 'yellow' });
    const raised = await published({ topics: ['alert'], level: 'red', follows: issued.notice._id });
    const lowered = await published({ topics: ['alert'], level: 'blue', follows: raised.notice._id });
    const lifted = await published({ topics: ['alert'], level: null, follows: lowered.notice._id });
    expect([issued, raised, lowered, lifted].map(({ event }) => event?.type)).toEqual([
      'alert-issued',
      'alert-raised',
      'alert-lowered',
      'alert-lifted',
    ]);
    expect(await findNotice(issued.notice._id)).toMatchObject({
      repealedOn: '2026-11-20',
      repealedById: raised.notice._id,
    });
  });
  test('a major revision shows after a second person approves, and is an event; a minor one is silent', async () => {
    const { notice } = await published();
    await propose(notice._id, { draft: aDraft({ title: '小改' }), major: false, changeNote: null }, editor);
    expect((await noticeDetail(notice._id, now)).title).toBe('关于冬季防火的通告');
    const minor = await approve(notice._id, approver);
    expect(minor).toMatchObject({ event: null, notice: { title: '小改', revision: 2 } });
    await propose(notice._id, { draft: aDraft({ title: '大改' }), major: true, changeNote: '改了日期' }, editor);
    const major = await approve(notice._id, approver);
    expect(major.event).toMatchObject({ type: 'revise', id: `${notice._id}.r3.revise`, changeNote: '改了日期' });
  });
  test('another level is never a minor revision: nobody would be told', async () => {
    const { notice } = await published({ topics: ['alert'], level: 'yellow' });
    const proposal = { draft: aDraft({ topics: ['alert'], level: 'red' }), major: false, changeNote: null };
    await expect(propose(notice._id, proposal, editor)).rejects.toMatchObject({ code: 'invalid_input' });
    await propose(notice._id, { ...proposal, major: true, changeNote: '升为红色' }, editor);
  });
  test('a revised lift still ends its alert', async () => {
    const { notice: alert } = await published({ topics: ['alert'], level: 'yellow' });
    const { notice: lift } = await published({ topics: ['alert'], level: null, follows: alert._id });
    const draft = aDraft({ topics: ['alert'], level: null, follows: alert._id, title: '关于解除预警的通告' });
    await propose(lift._id, { draft, major: false, changeNote: null }, editor);
    await approve(lift._id, approver);
    expect(await findNotice(alert._id)).toMatchObject({ repealedById: lift._id });
  });
  test('the proposer may not approve the revision', async () => {
    const { notice } = await published();
    await propose(notice._id, { draft: aDraft(), major: false, changeNote: null }, approver);
    await expect(approve(notice._id, approver)).rejects.toMatchObject({ code: 'same_person' });
  });
  test('one person alone withdraws nothing', async () => {
    const { notice } = await published();
    await proposeWithdrawal(notice._id, { hash: (await shown(notice._id)).hash, reason: '误发' }, approver, now);
    await expect(approve(notice._id, approver)).rejects.toMatchObject({ code: 'same_person' });
    expect((await noticeDetail(notice._id, now)).title).toBe('关于冬季防火的通告');
  });
  test('who wrote the reason may not approve it when a colleague brings it again for a newer text', async () => {
    const { notice } = await published();
    await proposeWithdrawal(notice._id, { hash: (await shown(notice._id)).hash, reason: '电话印错了' }, approver, now);
    await propose(notice._id, { draft: aDraft({ title: '小改' }), major: false, changeNote: null }, editor);
    const { changes } = await shown(notice._id);
    const revision = changes.find(({ kind }) => kind === 'notice.revision');
    await approveNotice(notice._id, revision?.hash ?? '', { ...approver, id: 'approver2' }, now);
    await proposeWithdrawal(notice._id, { hash: (await shown(notice._id)).hash, reason: '电话印错了' }, editor, now);
    await expect(approve(notice._id, approver)).rejects.toMatchObject({ code: 'same_person' });
  });
  test('a change that was made for another text than the one that is public now fails and says so', async () => {
    const { notice } = await published();
    await propose(notice._id, { draft: aDraft({ title: '小改' }), major: false, changeNote: null }, editor);
    await proposeWithdrawal(notice._id, { hash: (await shown(notice._id)).hash, reason: '误发' }, editor, now);
    const { changes } = await shown(notice._id);
    const revision = changes.find(({ kind }) => kind === 'notice.revision');
    const withdrawal = changes.find(({ kind }) => kind === 'notice.withdrawal');
    await approveNotice(notice._id, revision?.hash ?? '', approver, now);
    await expect(approveNotice(notice._id, withdrawal?.hash ?? '', approver, now)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await shown(notice._id)).toMatchObject({ status: 'published', draft: { title: '小改' }, changes: [] });
  });
  test('a withdrawn notice is gone for residents and says so to subscribers', async () => {
    const { notice } = await published();
    const { event } = await withdraw(notice._id, '内容有误', approver);
    expect(event?.type).toBe('withdraw');
    await expect(noticeDetail(notice._id, now)).rejects.toMatchObject({ code: 'notice_withdrawn' });
  });
});

describe('what a text must be', () => {
  const fact = {
    kind: 'forbidden' as const,
    label: '禁止',
    value: '用火',
    source: { quote: '林区内禁止用火。', block: 0 },
    confidence: 1,
  };
  const other = { blocks: [{ type: 'paragraph' as const, text: '林区内可以用火。' }] };

  test('a fact that does not stand in its block is refused with its path', async () => {
    await expect(createDraft(aDraft({ ...other, keyFacts: [fact] }), editor, now)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'keyFacts.0.source.quote' }],
    });
  });
  test('an edit that takes the sentence away drops the fact and says so', async () => {
    const { _id: id, changedAt } = await createDraft(aDraft({ keyFacts: [fact] }), editor, now);
    const edited = await editDraft(id, aDraft({ ...other, keyFacts: [fact] }), changedAt.toISOString(), editor, now);
    expect(edited).toMatchObject({ keyFacts: [], warnings: [{ code: 'fact_dropped', field: 'keyFacts' }] });
  });
  test('a revision that takes the sentence away drops the fact and tells the approver', async () => {
    const { notice } = await published({ keyFacts: [fact] });
    const draft = aDraft({ ...other, keyFacts: [fact] });
    await propose(notice._id, { draft, major: false, changeNote: null }, editor);
    expect((await shown(notice._id)).changes[0]?.payload).toMatchObject({
      draft: { keyFacts: [] },
      dropped: ['要点“禁止：用火”所依据的原句已不在正文中，已删除'],
    });
  });
  test('an import with what must be put right waits for a person and is not submitted before', async () => {
    const draft = aDraft({ issuers: ['（发文机关待核对）'], keyFacts: [fact], ...other });
    const source = { draft, confidence: 1, warnings: [], needsReview: false };
    const { noticeId } = await upsertImportedNotice(source, { publish: true, actor: null, now });
    const stored = await findNotice(noticeId);
    expect(stored).toMatchObject({ status: 'draft', needsReview: true, keyFacts: [] });
    expect(stored.warnings.map(({ code, field }) => [code, field])).toEqual([
      ['must_be_put_right', 'issuers.0'],
      ['fact_dropped', 'keyFacts'],
    ]);
    await expect(submit(noticeId, true, editor)).rejects.toMatchObject({ errors: [{ path: 'draft.issuers.0' }] });
    expect(await upsertImportedNotice(source, { publish: false, actor: null, now })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  const alert = { topics: ['alert' as const], level: 'yellow' as const };
  test.each([
    ['that does not exist', async () => 'nosuchnotice'],
    ['that is no alert', async () => (await published()).notice._id],
    ['of another matter', async () => (await published({ topics: ['epidemic'], level: 'blue' })).notice._id],
    ['of another district', async () => (await published({ ...alert, regions: ['140603'] })).notice._id],
    [
      'that has been followed already',
      async () => {
        const { notice } = await published(alert);
        await published({ ...alert, level: 'red', follows: notice._id });
        return notice._id;
      },
    ],
  ])('an alert cannot follow a notice %s', async (_which, follows) => {
    const draft = aDraft({ ...alert, follows: await follows() });
    await expect(createDraft(draft, editor, now)).rejects.toMatchObject({ errors: [{ path: 'follows' }] });
  });
});

describe('publishing', () => {
  const ready = async (more: Parameters<typeof aDraft>[0] = {}) => {
    const { _id: id } = await createDraft(aDraft(more), editor, now);
    await submit(id, false, editor);
    await approve(id, approver);
    return { id, hash: (await shown(id)).hash };
  };
  const over = { writtenOn: '2026-01-01', effectiveFrom: '2026-01-01', effectiveTo: '2026-11-19' };

  test('without notify is public and tells nobody', async () => {
    const { id, hash } = await ready();
    const { notice, event } = await publishNotice(id, { hash, notify: false }, approver, now);
    expect([notice.status, event, notice.pendingEvents]).toEqual(['published', null, []]);
  });
  test('what is over already asks for an explicit yes and pushes nothing', async () => {
    const { id, hash } = await ready(over);
    await expect(publishNotice(id, { hash }, approver, now)).rejects.toMatchObject({ code: 'already_expired' });
    const options = { hash, evenExpired: true, notify: true };
    expect(await publishNotice(id, options, approver, now)).toMatchObject({
      notice: { status: 'published', pendingEvents: [] },
      event: null,
    });
  });
  test('an imported document shows its own date, stands there in the stream, and is quiet unless said otherwise', async () => {
    const source = { confidence: 1, warnings: [], needsReview: false };
    for (const [n, notify] of [undefined, true].entries()) {
      const draft = aDraft({ docNo: `测政发〔2023〕${n + 1}号`, writtenOn: '2023-05-06' });
      const { noticeId: id } = await upsertImportedNotice(
        { ...source, draft },
        { publish: false, actor: 'editor1', now },
      );
      await submit(id, false, editor);
      await approve(id, approver);
      const { notice, event } = await publishNotice(id, { hash: (await shown(id)).hash, notify }, approver, now);
      expect((await noticeDetail(id, now)).publishedAt).toBe('2023-05-05T16:00:00.000Z');
      expect(notice.listedAt).toEqual(new Date('2023-05-05T16:00:00Z'));
      expect(event?.type).toBe(notify ? 'publish' : undefined);
    }
  });
});

describe('repeals', () => {
  const old = { docNo: '测政发〔2020〕1号', writtenOn: '2020-01-01', effectiveFrom: '2020-01-01' };
  const later = { docNo: '测政发〔2026〕2号', repeals: ['测政发〔2020〕1号'], repealsOn: '2026-11-10' };

  test.each([
    ['the old one first', [old, later]],
    ['the later one first', [later, old]],
  ])('hold in whatever order documents come: %s', async (_name, drafts) => {
    for (const draft of drafts) await published(draft);
    const first = await Notices.findOne({ docNo: old.docNo }).lean();
    const detail = await noticeDetail(first?._id ?? '', now);
    expect(detail).toMatchObject({ validity: '已废止', repealedOn: '2026-11-10' });
    expect(detail.repealedBy).toMatchObject([{ docNo: later.docNo }]);
    const second = await Notices.findOne({ docNo: later.docNo }).lean();
    expect((await noticeDetail(second?._id ?? '', now)).repeals).toMatchObject([{ docNo: old.docNo, id: first?._id }]);
  });
  test('the sweep mends what a crash right after publishing left out', async () => {
    const first = await published(old);
    await published(later);
    await Notices.updateOne({ _id: first.notice._id }, { $set: { repealedOn: null, repealedById: null } });
    await mendRelations(now);
    expect((await noticeDetail(first.notice._id, now)).validity).toBe('已废止');
  });
  test('withdrawing the later one takes the repeal back', async () => {
    const first = await published(old);
    const second = await published(later);
    await withdraw(second.notice._id, '发布有误', approver);
    expect((await noticeDetail(first.notice._id, now)).validity).toBe('现行有效');
  });
});

describe('importing', () => {
  const imported = (more: Parameters<typeof aDraft>[0] = {}) => ({
    draft: aDraft({ docNo: '测政发〔2020〕12号', writtenOn: '2020-03-26', ...more }),
    confidence: 0.98,
    warnings: [],
    needsReview: false,
  });
  const as = (publish: boolean) => ({ publish, actor: null, now });

  test('is idempotent and never an event', async () => {
    expect(await upsertImportedNotice(imported(), as(true))).toMatchObject({ outcome: 'created', published: true });
    expect(await upsertImportedNotice(imported(), as(true))).toMatchObject({ outcome: 'unchanged' });
    expect(await Notices.countDocuments()).toBe(1);
    expect(await pendingEvents(10)).toEqual([]);
  });
  test('a published import stands in the stream at its own date', async () => {
    const { noticeId } = await upsertImportedNotice(imported(), as(true));
    expect((await findNotice(noticeId)).listedAt).toEqual(new Date('2020-03-25T16:00:00Z'));
  });
  test('a changed text is a new revision of a draft', async () => {
    const first = await upsertImportedNotice(imported(), as(false));
    const second = await upsertImportedNotice(imported({ title: '关于森林草原禁火的通告' }), as(false));
    expect(second).toMatchObject({ outcome: 'revised', noticeId: first.noticeId });
    expect((await findNotice(first.noticeId)).revision).toBe(2);
  });
  test.each(['edited', 'submitted', 'approved'] as const)('a re-import over an %s draft is a proposal', async (how) => {
    const { noticeId: id } = await upsertImportedNotice(imported(), as(false));
    if (how === 'edited')
      await editDraft(id, { ...imported().draft, title: '编辑过' }, (await shown(id)).updatedAt, editor, now);
    else await submit(id, false, editor);
    if (how === 'approved') await approve(id, approver);
    const before = await findNotice(id);
    expect(await upsertImportedNotice(imported({ title: '另一次识别' }), as(false))).toMatchObject({
      outcome: 'proposed',
    });
    const { title, status, approvedHash } = await findNotice(id);
    expect({ title, status, approvedHash }).toEqual({
      title: before.title,
      status: before.status,
      approvedHash: before.approvedHash,
    });
  });
  test('a re-import taken into a text under way makes it a draft whose authors imported and took it over', async () => {
    const { noticeId: id } = await upsertImportedNotice(imported(), as(false));
    await submit(id, false, editor);
    const importer = { publish: false, actor: 'importer1', now };
    await upsertImportedNotice(imported({ title: '另一次识别' }), importer);
    const hash = (await shown(id)).changes[0]?.hash ?? '';
    expect(await acceptReimport(id, hash, approver, now)).toMatchObject({
      status: 'draft',
      title: '另一次识别',
      authors: ['command', 'editor1', 'importer1', 'approver1'],
    });
    expect((await shown(id)).changes).toEqual([]);
    await expect(submit(id, false, editor)).rejects.toMatchObject({ code: 'review_required' });
    await submit(id, true, editor);
    await expect(approve(id, approver)).rejects.toMatchObject({ code: 'same_person' });
  });
  test('a re-import does not displace what a person proposed', async () => {
    const { noticeId: id } = await upsertImportedNotice(imported(), as(true));
    await propose(id, { draft: aDraft({ title: '人工改' }), major: false, changeNote: null }, editor);
    await upsertImportedNotice(imported({ title: '另一次识别' }), as(false));
    expect((await shown(id)).changes.map(({ kind }) => kind).sort()).toEqual(['notice.reimport', 'notice.revision']);
  });
  test('who brought the file may not approve it when another person took it over, for a new text and for a public one', async () => {
    const handed = { publish: false, actor: editor.id, uploader: approver.id, now };
    const { noticeId: id } = await upsertImportedNotice(imported(), handed);
    await submit(id, false, editor);
    await expect(approve(id, approver)).rejects.toMatchObject({ code: 'same_person' });
    const known = imported({ docNo: '山政发〔2026〕9号', title: '另一份' });
    const { noticeId: open } = await upsertImportedNotice(known, { publish: true, actor: null, now });
    const changed = { ...known, draft: { ...known.draft, title: '另一份，改过' } };
    expect(await upsertImportedNotice(changed, handed)).toMatchObject({ outcome: 'proposed' });
    await expect(approve(open, approver)).rejects.toMatchObject({ code: 'same_person' });
    expect((await findNotice(open)).title).toBe('另一份');
  });
  test('who imported a text may not approve it', async () => {
    const { noticeId: id } = await upsertImportedNotice(imported(), { publish: false, actor: approver.id, now });
    await submit(id, false, editor);
    await expect(approve(id, approver)).rejects.toMatchObject({ code: 'same_person' });
  });
  test('a changed text of a public notice waits for approval', async () => {
    const first = await upsertImportedNotice(imported(), as(true));
    await upsertImportedNotice(imported({ title: '关于森林草原禁火的通告' }), as(false));
    expect(await shown(first.noticeId)).toMatchObject({
      draft: { title: '关于冬季防火的通告' },
      changes: [{ kind: 'notice.reimport', payload: { draft: { title: '关于森林草原禁火的通告' } } }],
    });
  });
  test('doubtful text is never published by itself, and not submitted unconfirmed', async () => {
    const { noticeId, published: isPublic } = await upsertImportedNotice(
      { ...imported(), needsReview: true },
      as(true),
    );
    expect(isPublic).toBe(false);
    await expect(submit(noticeId, false, editor)).rejects.toMatchObject({ code: 'review_required' });
    expect((await submit(noticeId, true, editor)).status).toBe('submitted');
  });
  test('the real document takes the place of its sample', async () => {
    const sample = await published({ docNo: '测政发〔2020〕12号' });
    await Notices.updateOne({ _id: sample.notice._id }, { $set: { sample: true } });
    await upsertImportedNotice(imported(), as(true));
    expect((await findNotice(sample.notice._id)).status).toBe('withdrawn');
  });
});

test('a person of a department writes its texts only, before and after; a publisher on duty writes none', async () => {
  const forestry = { ...editor, department: '市林业局' };
  const own = { issuers: ['市林业局', '市气象局'] };
  await expect(createDraft(aDraft(), forestry, now)).rejects.toMatchObject({ code: 'forbidden' });
  const draft = await createDraft(aDraft(own), forestry, now);
  const edited = (issuers: string[]) =>
    editDraft(draft._id, aDraft({ issuers }), draft.changedAt.toISOString(), forestry, now);
  await expect(edited(['市气象局'])).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringMatching('市林业局') as string,
  });
  await expect(edited(['市林业局'])).resolves.toMatchObject({ issuers: ['市林业局'] });
  const other = await createDraft(aDraft(), editor, now);
  const taken = editDraft(other._id, aDraft(own), other.changedAt.toISOString(), forestry, now);
  await expect(taken).rejects.toMatchObject({ code: 'forbidden' });
  await expect(createDraft(aDraft(), { ...editor, role: 'publisher' }, now)).rejects.toMatchObject({
    code: 'forbidden',
  });
});
