import type { StaffAccount } from '@shuozhi/shared/api';
import { callOf, DutyLab, wordsOf } from '../../test/push/dutyTools';
import { benchResident } from '../../test/push/pushTools';
import { approver, editor } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { confirmEscalation, reportPhoneCall } from './confirmations';
import { ANSWER_WITHIN_MS } from './escalationRules';
import { Escalations } from './model';
import { readOwnDuty } from './ownDuty';
import { approveChange, waitingChanges } from '../approvals';
import { bindingKind, bindPerson, makeCode, unbindResident } from './binding';
import { personsFor } from './persons';

jest.setTimeout(180_000);
useTestDatabase();

const lab = new DutyLab();
beforeEach(() => lab.empty());

test('the first is told at once; three minutes without a word bring the next and a phone task', async () => {
  await lab.person('甲', 1, 0);
  await lab.person('乙', 2, 1);
  const id = await lab.alertCall();
  await lab.advance();
  await lab.advance();
  expect(lab.told()).toEqual(['bench-0']);
  lab.time += ANSWER_WITHIN_MS - 1;
  await lab.advance();
  expect(lab.messages).toHaveLength(1);
  lab.time += 1;
  await lab.advance();
  expect(lab.told()).toEqual(['bench-0', 'bench-1']);
  expect((await callOf(id)).steps).toMatchObject([
    { name: '甲', state: 'no-answer', phoneTask: 'todo' },
    { name: '乙', state: 'notified', phoneTask: 'none' },
  ]);
  await confirmEscalation(id, benchResident(1), lab.now());
  lab.time += ANSWER_WITHIN_MS;
  await lab.advance();
  expect((await callOf(id)).status).toBe('confirmed');
  expect(await wordsOf(id)).toEqual([
    '开始叫应，共 2 人',
    '已用微信通知 甲',
    '甲 3 分钟内没有确认，请电话叫应',
    '已用微信通知 乙',
    '乙 已确认',
  ]);
});

test('who cannot be reached by WeChat is a phone task at once, and the next one’s turn comes', async () => {
  const first = await lab.person('甲', 1, null);
  await lab.person('乙', 2, 1);
  const id = await lab.alertCall();
  await lab.advance();
  expect((await callOf(id)).steps).toMatchObject([{ state: 'unreachable', phoneTask: 'todo' }, { state: 'notified' }]);
  await reportPhoneCall(id, first, false, '值班员', lab.now());
  await reportPhoneCall(id, first, true, '值班员', lab.now());
  expect(await callOf(id)).toMatchObject({ status: 'confirmed', steps: [{ phoneTask: 'reached' }, {}] });
  await expect(reportPhoneCall(id, first, true, '值班员', lab.now())).rejects.toMatchObject({
    code: 'transition_not_allowed',
  });
});

test('one call that fails stops no other', async () => {
  await lab.person('甲', 1, 0);
  const first = await lab.alertCall('暴雪红色预警');
  // The newest goes first.
  lab.time += 1;
  const second = await lab.alertCall();
  await Escalations.updateOne({ _id: second }, { $set: { steps: null } });
  await lab.advance();
  expect((await callOf(first)).steps).toMatchObject([{ state: 'notified' }]);
});

test('nobody on duty, or nobody any more: a task to phone stands there all the same', async () => {
  const empty = await lab.alertCall();
  await lab.advance();
  expect(await callOf(empty)).toMatchObject({
    status: 'exhausted',
    steps: [{ name: '未登记责任人', phoneTask: 'todo' }],
  });
  const personId = (await callOf(empty)).steps[0]?.personId ?? '';
  await reportPhoneCall(empty, personId, true, '值班员', lab.now());
  expect((await callOf(empty)).status).toBe('confirmed');

  const gone = await lab.person('甲', 1, 0);
  const id = await lab.alertCall('暴雪红色预警');
  await lab.remove(gone);
  await lab.advance();
  expect(await callOf(id)).toMatchObject({
    status: 'exhausted',
    steps: [{ phoneTask: 'none' }, { phoneTask: 'todo' }],
  });
  expect(lab.messages).toHaveLength(0);
});

test('when nobody lab.answers the call is exhausted and every one is to be phoned', async () => {
  await lab.person('甲', 1, 0);
  const id = await lab.alertCall();
  await lab.advance();
  lab.time += ANSWER_WITHIN_MS;
  await lab.advance();
  expect(await callOf(id)).toMatchObject({ status: 'exhausted', steps: [{ phoneTask: 'todo' }] });
});

test('only those of the region are called; a code binds once; who leaves is unbound', async () => {
  await lab.person('丙', 1, null, ['140603']);
  const mine = await lab.person('甲', 2, 0, ['140602']);
  expect((await personsFor(['140602'])).map((one) => one._id)).toEqual([mine]);
  expect(await personsFor([])).toHaveLength(2);
  await expect(bindPerson(benchResident(1), 'WRONGCODE1', lab.now())).rejects.toMatchObject({ code: 'not_found' });
  await unbindResident(benchResident(0));
  expect((await personsFor(['140602']))[0]?.residentId).toBeNull();
});

test('only who is bound to the person called confirms; confirming again changes nothing', async () => {
  await lab.person('甲', 1, 0);
  const unbound = await lab.person('乙', 2, null);
  const id = await lab.alertCall('雷暴大风红色预警');
  await lab.advance();
  const confirm = (resident: number) => confirmEscalation(id, benchResident(resident), lab.now());
  await expect(confirm(2)).rejects.toMatchObject({ code: 'not_found' });
  lab.time += ANSWER_WITHIN_MS;
  await lab.advance();
  expect((await callOf(id)).steps).toMatchObject([{ phoneTask: 'todo' }, { state: 'unreachable' }]);
  // 甲 lost the phone: whoever has it now is nobody; 乙 binds late and lab.answers.
  await unbindResident(benchResident(0));
  await expect(confirm(0)).rejects.toMatchObject({ code: 'not_found' });
  const { code } = await makeCode(unbound, editor, lab.now());
  await bindPerson(benchResident(1), code, lab.now());
  // Nobody has approved it yet.
  await expect(confirm(1)).rejects.toMatchObject({ code: 'not_found' });
  const [change] = await waitingChanges([unbound]);
  const approve = (by: StaffAccount) =>
    approveChange(bindingKind, change?._id ?? '', change?.hash ?? '', by, lab.now());
  await expect(approve({ ...editor, role: 'approver' })).rejects.toMatchObject({ code: 'same_person' });
  await approve(approver);
  await confirm(1);
  const before = await callOf(id);
  expect(before).toMatchObject({ status: 'confirmed', steps: [{}, { state: 'confirmed', phoneTask: 'none' }] });
  lab.time += 1000;
  await confirm(1);
  expect(await callOf(id)).toEqual(before);
  for (const entry of before.log) expect(entry.at).toBeInstanceOf(Date);
});

test('the person called sees the call as it stands; nobody else sees any', async () => {
  await lab.person('甲', 1, 0);
  await lab.person('乙', 2, 1);
  const id = await lab.alertCall();
  await lab.advance();
  const mine = async (resident: number) => readOwnDuty(benchResident(resident), lab.now());
  expect(await mine(0)).toMatchObject({ person: { name: '甲' }, calls: [{ id, level: 'red', state: 'waiting' }] });
  expect(await mine(1)).toMatchObject({ person: { name: '乙' }, calls: [] });
  expect(await mine(2)).toEqual({ person: null, calls: [] });
  lab.time += ANSWER_WITHIN_MS;
  await lab.advance();
  expect((await mine(0)).calls).toMatchObject([{ state: 'overdue' }]);
  await confirmEscalation(id, benchResident(1), lab.now());
  expect((await mine(0)).calls).toMatchObject([{ state: 'answered' }]);
  const [confirmed] = (await mine(1)).calls;
  expect(confirmed?.state).toBe('confirmed');
  expect(Date.parse(confirmed?.answerBy ?? '') - Date.parse(confirmed?.calledAt ?? '')).toBe(ANSWER_WITHIN_MS);
});
