import { callOf, creditOf, DutyLab, silence, wordsOf } from '../../test/push/dutyTools';
import { answered } from '../../test/push/attempts';
import { benchResident } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import { Subscriptions } from '../subscriptions/model';
import { confirmEscalation } from './confirmations';

jest.setTimeout(180_000);
useTestDatabase();

const lab = new DutyLab();
beforeEach(() => lab.empty());
const subscriptionOf = (n: number) => Subscriptions.findById(benchResident(n)).lean();

test.each([-1, 43108, 45011, 40001])(
  'busy (%s): tried again within the three minutes, with one credit',
  async (code) => {
    await lab.person('甲', 1, 0);
    await lab.person('乙', 2, 1);
    const id = await lab.alertCall();
    lab.answers = Array.from({ length: 7 }, () => answered(code));
    await lab.advance();
    expect((await callOf(id)).steps).toMatchObject([{ state: 'calling', phoneTask: 'none', tries: 1 }]);
    // Seven minute limits are seven minutes.
    if (code === 45011) lab.answers = [answered(code)];
    await lab.pass(170);
    expect((await callOf(id)).steps).toMatchObject([{ state: 'notified', phoneTask: 'none' }]);
    expect(new Set(lab.told())).toEqual(new Set(['bench-0']));
    expect((await wordsOf(id)).filter((what) => what.includes('稍后再试'))).toHaveLength(code === 45011 ? 2 : 7);
    expect(await creditOf(0)).toBe(0);
    await confirmEscalation(id, benchResident(0), lab.now());
    expect(await creditOf(0)).toBe(0);
  },
);

test('busy for three minutes: to be phoned, the credit is back, the next one’s turn', async () => {
  await lab.person('甲', 1, 0);
  await lab.person('乙', 2, 1);
  const id = await lab.alertCall();
  lab.answers = Array.from({ length: 100 }, () => answered(-1));
  await lab.advance();
  await lab.pass(178);
  expect(lab.messages.length).toBeLessThan(15);
  expect((await callOf(id)).steps).toHaveLength(1);
  lab.answers = [];
  await lab.pass(2);
  expect((await callOf(id)).steps).toMatchObject([
    { name: '甲', state: 'unreachable', phoneTask: 'todo' },
    { name: '乙', state: 'notified' },
  ]);
  expect([await creditOf(0), await creditOf(1)]).toEqual([1, 0]);
  expect(await wordsOf(id)).toContain('微信 3 分钟内没有通知到 甲，请电话叫应');
});

test.each([
  // What a refusal means for the ledger is left to the campaign: here nobody knows whether WeChat is to be believed.
  [43101, 4, false],
  [40003, 1, false],
  [45168, 1, false],
  [40037, 1, false],
  [45009, 1, false],
])('%s: to be phoned at once; credits left %s, openid invalid %s', async (code, left, openidInvalid) => {
  await lab.person('甲', 1, 0);
  const id = await lab.alertCall();
  await Subscriptions.updateOne({ _id: benchResident(0) }, { $set: { 'ledger.alert.left': code === 43101 ? 5 : 1 } });
  lab.answers = [answered(code)];
  await lab.advance();
  expect(lab.messages).toHaveLength(1);
  expect(await callOf(id)).toMatchObject({
    status: 'exhausted',
    steps: [{ state: 'unreachable', phoneTask: 'todo' }],
  });
  const subscription = await subscriptionOf(0);
  expect(subscription?.ledger.alert?.left).toBe(left);
  expect(subscription?.openidInvalid).toBe(openidInvalid);
});

test('without an answer the message is sent again; 43101 then says that the first one arrived', async () => {
  await lab.person('甲', 1, 0);
  const id = await lab.alertCall();
  lab.answers = [silence, answered(43101)];
  await lab.advance();
  await lab.pass(2);
  expect(lab.told()).toEqual(['bench-0', 'bench-0']);
  expect((await callOf(id)).steps).toMatchObject([{ state: 'notified' }]);
});

test('a process that dies in the middle of a try: another one tries again with the same credit', async () => {
  await lab.person('甲', 1, 0);
  const id = await lab.alertCall();
  lab.meanwhile = () => Promise.reject(new Error('the process ended here'));
  await lab.advance();
  lab.meanwhile = () => Promise.resolve();
  await lab.pass(18);
  expect(lab.messages).toHaveLength(1);
  await lab.pass(2);
  expect(lab.messages).toHaveLength(2);
  expect((await callOf(id)).steps).toMatchObject([{ state: 'notified', tries: 2 }]);
  expect(await creditOf(0)).toBe(0);
});

test('a person who confirms while WeChat is busy is not told any more and keeps the credit', async () => {
  await lab.person('甲', 1, 0);
  const id = await lab.alertCall();
  lab.answers = [answered(-1), answered(-1)];
  await lab.advance();
  lab.meanwhile = () => confirmEscalation(id, benchResident(0), lab.now());
  await lab.pass(2);
  expect(await creditOf(0)).toBe(1);
  await lab.pass(200);
  expect(lab.messages).toHaveLength(2);
  expect(await callOf(id)).toMatchObject({ status: 'confirmed', steps: [{ state: 'confirmed', phoneTask: 'none' }] });
});

test('an installation without an alert template calls with the notice’s and its credits', async () => {
  await lab.person('甲', 1, 0);
  const { notice } = testConfig().wechat.templates;
  await lab.alertCall('暴雨红色预警', 'red', notice ? { notice } : {});
  await lab.advance();
  expect(lab.messages).toMatchObject([{ touser: 'bench-0', templateId: notice?.id }]);
  expect((await subscriptionOf(0))?.ledger).toMatchObject({ notice: { left: 0 }, alert: { left: 1 } });
});
