import { aDraft } from '../../test/factories';
import { approver, editor, shown } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { collectionOf } from '../database';
import { createDraft } from './drafts';
import { approveNotice, proposeWithdrawal, publishNotice, returnNotice, submitNotice } from './lifecycle';
import { Notices } from './model';
import { listForStaff } from './staffList';

useTestDatabase();
beforeEach(() => Notices.deleteMany({}));

const now = new Date('2026-11-20T02:00:00Z');

/** A notice as a version without the gate left it: who wrote it, and what was approved, stands nowhere. */
async function left(status: 'draft' | 'submitted' | 'approved' | 'published') {
  const { _id } = await createDraft(aDraft(), editor, now);
  const later = { authors: 1, version: 1, approvedHash: 1, returned: 1, needsReview: 1, warnings: 1 } as const;
  await collectionOf(Notices).updateOne(
    { _id },
    { $set: { status, submittedBy: 'somebody', publishedAt: now, listedAt: now }, $unset: later },
  );
  return { id: _id, hash: (await shown(_id)).hash };
}

test('a submitted one is approved by nobody before it was handed in anew; then by somebody else', async () => {
  const { id, hash } = await left('submitted');
  await expect(approveNotice(id, hash, approver, now)).rejects.toMatchObject({
    code: 'same_person',
    message: expect.stringMatching(/不知道.*谁写的/),
  });
  await returnNotice(id, { reason: '请重新提交' }, approver, now);
  await submitNotice(id, { hash, confirmReviewed: false }, editor, now);
  await expect(approveNotice(id, hash, { ...editor, role: 'approver' }, now)).rejects.toMatchObject({
    code: 'same_person',
  });
  expect(await approveNotice(id, hash, approver, now)).toMatchObject({ notice: { status: 'approved' } });
});

test('an approved one is not published on an approval that names no text', async () => {
  const { id, hash } = await left('approved');
  await expect(publishNotice(id, { hash }, approver, now)).rejects.toMatchObject({ code: 'conflict' });
  expect((await shown(id)).status).toBe('approved');
});

test('a public one is taken back by two, and all of them are listed', async () => {
  const { id, hash } = await left('published');
  await proposeWithdrawal(id, { hash, reason: '重复发布' }, editor, now);
  expect((await listForStaff({ limit: 10 }, editor)).items).toMatchObject([{ id }]);
  const { changes } = await shown(id);
  expect(changes[0]?.payload).toEqual({ reason: '重复发布', fixedWording: true });
  expect(await approveNotice(id, changes[0]?.hash ?? '', approver, now)).toMatchObject({
    notice: { status: 'withdrawn' },
  });
});

test('of two who change it at the same moment the slower decides on the text of the faster', async () => {
  const { id, hash } = await left('draft');
  const outcomes = await Promise.allSettled([
    submitNotice(id, { hash, confirmReviewed: false }, editor, now),
    submitNotice(id, { hash, confirmReviewed: false }, approver, now),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
});
