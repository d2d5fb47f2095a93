import type { StaffAccount } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../test/testDatabase';
import { AppError } from '../errors';
import {
  approveChange,
  findChange,
  finishChanges,
  proposeChange,
  returnChange,
  waitingChanges,
  type ChangeKind,
} from './changes';
import { ChangeRequests } from './model';

useTestDatabase();
beforeEach(async () => {
  await ChangeRequests.deleteMany({});
  applied.length = 0;
});

const now = new Date('2026-11-20T02:00:00Z');
const person = (id: string, role: StaffAccount['role'] = 'approver'): StaffAccount => ({ id, name: id, role });
const [ann, bo, cai] = [person('ann'), person('bo'), person('cai')];

const applied: string[] = [];
const sign: ChangeKind<{ text: string }> = {
  name: 'test.sign',
  apply: async ({ target, payload }) => {
    if (payload.text === '过时') throw new AppError('conflict', { detail: '内容已变' });
    applied.push(`${target}=${payload.text}`);
  },
};
const propose = (text: string, author: StaffAccount, target = 'door') =>
  proposeChange(sign, { target, payload: { text } }, author, now);

test('a change applies when a second person approves the hash they read', async () => {
  const change = await propose('请走东门', ann);
  expect(applied).toEqual([]);
  await approveChange(sign, change._id, change.hash, bo, now);
  expect(applied).toEqual(['door=请走东门']);
  expect(await findChange(change._id)).toMatchObject({ state: 'applied', approvedBy: 'bo', authors: ['ann'] });
});

test.each([
  ['its author', ann, 'same_person'],
  ['an editor', person('ed', 'editor'), 'forbidden'],
])('%s cannot approve it', async (_who, actor, code) => {
  const change = await propose('请走东门', ann);
  await expect(approveChange(sign, change._id, change.hash, actor, now)).rejects.toMatchObject({ code });
  expect(applied).toEqual([]);
});

test('another proposal takes the place of the waiting one, carries its authors on, and the old one cannot be approved', async () => {
  const first = await propose('请走东门', ann);
  const second = await propose('请走西门', bo);
  expect(second.authors.sort()).toEqual(['ann', 'bo']);
  await expect(approveChange(sign, first._id, first.hash, cai, now)).rejects.toMatchObject({
    code: 'conflict',
    errors: [{ path: 'text', message: '原为「请走东门」，现为「请走西门」' }],
  });
  await expect(approveChange(sign, second._id, first.hash, cai, now)).rejects.toMatchObject({ code: 'conflict' });
  await expect(approveChange(sign, second._id, second.hash, ann, now)).rejects.toMatchObject({ code: 'same_person' });
  await approveChange(sign, second._id, second.hash, cai, now);
  expect(applied).toEqual(['door=请走西门']);
});

test('the same proposal again is the waiting one, and who makes it is an author too', async () => {
  const first = await propose('请走东门', ann);
  expect(await propose('请走东门', bo)).toMatchObject({ _id: first._id, authors: ['ann', 'bo'] });
  expect(await waitingChanges(['door'])).toHaveLength(1);
});

test('many proposals at once leave one waiting', async () => {
  await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((text) => propose(text, ann)));
  expect(await waitingChanges(['door'])).toHaveLength(1);
});

test('a returned proposal says why and cannot be approved; a copy of it is not for its author to approve', async () => {
  const change = await propose('请走东门', ann);
  await returnChange(sign, change._id, '门牌不对', bo, now);
  expect(await findChange(change._id)).toMatchObject({ state: 'returned', reason: '门牌不对' });
  await expect(approveChange(sign, change._id, change.hash, bo, now)).rejects.toMatchObject({
    code: 'transition_not_allowed',
  });
  const copy = await propose('请走东门', bo);
  await expect(approveChange(sign, copy._id, copy.hash, ann, now)).rejects.toMatchObject({ code: 'same_person' });
});

test('words that were taken back and come again from another hand with a mark more are not for their writer to approve', async () => {
  const own = await propose('请走东门', ann);
  await returnChange(sign, own._id, '收回', ann, now);
  const brought = await propose('请走东门。', bo);
  expect(brought.authors.sort()).toEqual(['ann', 'bo']);
  await expect(approveChange(sign, brought._id, brought.hash, ann, now)).rejects.toMatchObject({ code: 'same_person' });
  await approveChange(sign, brought._id, brought.hash, cai, now);
  // What was applied before another text is nobody's burden.
  expect(
    (await proposeChange(sign, { target: 'door', payload: { text: '走西门' }, base: 'new' }, bo, now)).authors,
  ).toEqual(['bo']);
});

test('authors take their own proposal back; another editor cannot', async () => {
  const change = await propose('请走东门', person('ed', 'editor'));
  await expect(returnChange(sign, change._id, '不要了', person('ed2', 'editor'), now)).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await returnChange(sign, change._id, '写错了', person('ed', 'editor'), now)).toMatchObject({
    state: 'returned',
  });
});

test('two approvals at once apply it once', async () => {
  const change = await propose('请走东门', ann);
  const outcomes = await Promise.allSettled(
    [bo, cai].map((actor) => approveChange(sign, change._id, change.hash, actor, now)),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(applied).toEqual(['door=请走东门']);
});

test('one that cannot be applied any more has failed and says why', async () => {
  const change = await propose('过时', ann);
  await expect(approveChange(sign, change._id, change.hash, bo, now)).rejects.toMatchObject({ code: 'conflict' });
  expect(await findChange(change._id)).toMatchObject({ state: 'failed', reason: '内容已变' });
});

test('an approved change whose process died is applied later, once', async () => {
  const change = await propose('请走东门', ann);
  const dying: typeof sign = { ...sign, apply: () => Promise.reject(new Error('killed')) };
  await expect(approveChange(dying, change._id, change.hash, bo, now)).rejects.toThrow('killed');
  expect(await findChange(change._id)).toMatchObject({ state: 'approved' });
  expect(await finishChanges([sign], now)).toBe(1);
  expect(await finishChanges([sign], now)).toBe(0);
  expect(applied).toEqual(['door=请走东门']);
});

test('a payload changed beside the program is not applied', async () => {
  const change = await propose('请走东门', ann);
  await ChangeRequests.updateOne({ _id: change._id }, { $set: { payload: { text: '请走狗洞' } } });
  await expect(approveChange(sign, change._id, change.hash, bo, now)).rejects.toMatchObject({ code: 'conflict' });
  expect(applied).toEqual([]);
});

test('a kind for one person applies at once, without an approver', async () => {
  const change = await proposeChange(
    { ...sign, onePerson: true },
    { target: 'door', payload: { text: '甲' } },
    ann,
    now,
  );
  expect(change).toMatchObject({ state: 'applied', approvedBy: null, authors: ['ann'] });
  expect(applied).toEqual(['door=甲']);
});

test('who asks for the same as somebody before may be approved by them, when nobody’s words are in it', async () => {
  const reset: ChangeKind<{ name: string }> = { name: 'test.reset', wordless: true, apply: () => Promise.resolve() };
  const ask = (by: StaffAccount) => proposeChange(reset, { target: 'x', payload: { name: by.id } }, by, now);
  const first = await ask(ann);
  await returnChange(reset, first._id, '再想想', bo, now);
  await ask(ann);
  const again = await ask(bo);
  expect(again.authors).toEqual(['bo']);
  await approveChange(reset, again._id, again.hash, ann, now);
});

describe('a kind whose requests have no target in common', () => {
  const list: ChangeKind<{ words: string[] }> = {
    name: 'test.list',
    marksOf: ({ words }) => words,
    apply: () => Promise.resolve(),
  };
  let count = 0;
  const proposeWords = (words: string[], author: StaffAccount) =>
    proposeChange(list, { target: `t${(count += 1)}`, payload: { words } }, author, new Date(now.getTime() + count));

  test('knows by their words whose they are, until they were approved', async () => {
    await proposeWords(['甲', '乙'], ann);
    const copy = await proposeWords(['乙', '丙'], bo);
    expect(copy.authors.sort()).toEqual(['ann', 'bo']);
    await approveChange(list, copy._id, copy.hash, cai, now);
    // 乙 was read by cai; 甲 by nobody but ann.
    expect((await proposeWords(['乙'], bo)).authors).toEqual(['bo']);
    expect((await proposeWords(['甲'], cai)).authors.sort()).toEqual(['ann', 'cai']);
  });

  test('a returned or failed one keeps its writers', async () => {
    const first = await proposeWords(['丁'], ann);
    await returnChange(list, first._id, '不清楚', bo, now);
    expect((await proposeWords(['丁'], bo)).authors.sort()).toEqual(['ann', 'bo']);
  });
});
