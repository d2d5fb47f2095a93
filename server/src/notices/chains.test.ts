import { aDraft } from '../../test/factories';
import { approver, editor, proposeText, approveProposal, publishedNotice, shown } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import type { AppError } from '../errors';
import { createDraft } from './drafts';
import { approveNotice, publishNotice, submitNotice } from './lifecycle';
import { Notices } from './model';
import { findNotice } from './store';

useTestDatabase();
beforeEach(() => Notices.deleteMany({}));

const now = new Date('2026-11-20T02:00:00Z');
const alert = { topics: ['alert' as const], level: 'yellow' as const };

/** A notice that only waits to be published. */
async function approved(more: Parameters<typeof aDraft>[0]) {
  const { _id: id } = await createDraft(aDraft(more), editor, now);
  const { hash } = await shown(id);
  await submitNotice(id, { hash, confirmReviewed: false }, editor, now);
  await approveNotice(id, hash, approver, now);
  return { id, hash };
}

test('of two approved followers of one alert, published at the same moment, one is public; the other is told why not', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { notice } = await publishedNotice(alert, now);
    const two = await Promise.all(
      (['red', 'blue'] as const).map((level) => approved({ ...alert, level, follows: notice._id })),
    );
    const outcomes = await Promise.allSettled(two.map(({ id, hash }) => publishNotice(id, { hash }, approver, now)));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as AppError] : []));
    // By the index, or by what the later one read: either says so.
    expect(refused.map((error) => JSON.stringify([error.message, error.errors]))).toEqual([
      expect.stringMatching(/已有后续/),
    ]);
    expect(await Notices.countDocuments({ follows: notice._id, status: 'published' })).toBe(1);
    const winner = await Notices.findOne({ follows: notice._id, status: 'published' }).lean();
    expect((await findNotice(notice._id)).repealedById).toBe(winner?._id);
  }
});

test('a revision does not make a chain fork either', async () => {
  const { notice } = await publishedNotice(alert, now);
  const { notice: other } = await publishedNotice({ ...alert, level: 'orange' }, now);
  const change = { draft: { ...alert, level: 'orange' as const, follows: notice._id }, major: false, changeNote: null };
  await proposeText(other._id, change, now);
  await publishedNotice({ ...alert, level: 'red', follows: notice._id }, now);
  await expect(approveProposal(other._id, now)).rejects.toMatchObject({ errors: [{ path: 'draft.follows' }] });
  await expect(Notices.updateOne({ _id: other._id }, { $set: { follows: notice._id } }).orFail()).rejects.toMatchObject(
    { keyPattern: { follows: 1 } },
  );
});

test('an alert that is not public yet, or was taken back, has no public follower', async () => {
  const { _id: first } = await createDraft(aDraft(alert), editor, now);
  const { id, hash } = await approved({ ...alert, level: 'red', follows: first });
  await expect(publishNotice(id, { hash, notify: false }, approver, now)).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'draft.follows', message: expect.stringMatching(/还没有发布/) }],
  });
});

test('a withdrawn follower leaves its place to the next', async () => {
  const { notice } = await publishedNotice(alert, now);
  const { notice: wrong } = await publishedNotice({ ...alert, level: 'red', follows: notice._id }, now);
  await Notices.updateOne({ _id: wrong._id }, { $set: { status: 'withdrawn' } });
  const { notice: right } = await publishedNotice({ ...alert, level: 'orange', follows: notice._id }, now);
  expect(right.status).toBe('published');
});

test.each(['测政发[2026]9号', '测政发（2026）9号 ', '测政发〔2026〕\u200b９号'])(
  'a document numbered %j is the one of that number that is there',
  async (docNo) => {
    await createDraft(aDraft({ docNo: '测政发〔2026〕9号' }), editor, now);
    await expect(createDraft(aDraft({ docNo }), editor, now)).rejects.toMatchObject({ code: 'duplicate_doc_no' });
  },
);
