import { useTestDatabase } from '../../../test/testDatabase';
import { benchResident, publishedEvent, seedSubscribers } from '../../../test/push/pushTools';
import { testConfig } from '../../../test/testServer';
import { createLogger } from '../../observability';
import type { SendResult, SubscribeMessage } from '../../wechat';
import { deriveCampaign } from '../campaigns/deriveCampaign';
import { planCampaign } from '../campaigns/planCampaign';
import { Campaigns, type CampaignRecord } from '../model';
import { advanceCalls, confirmCall, openCall, reportPhoneCall } from './call';
import { ANSWER_WITHIN_MS, callsDuty } from './callRules';
import { DutyCalls, DutyPersons, type CallRecord } from './model';
import { readOwnDuty } from './ownDuty';
import { addPerson, bindPerson, personsFor, unbindResident } from './persons';

jest.setTimeout(180_000);
useTestDatabase();

let time = Date.parse('2026-07-01T02:00:00Z');
let messages: SubscribeMessage[] = [];
const accepted: SendResult = { status: 'answered', errcode: 0, errmsg: 'ok', msgid: '1' };
const tools = {
  // The rules of a call are tested here; the real client is tested against the simulator.
  client: {
    sendSubscribeMessage: (message: SubscribeMessage) => {
      messages.push(message);
      return Promise.resolve(accepted);
    },
  },
  campaignOf: (id: string) => Campaigns.findById(id).lean<CampaignRecord>().exec(),
  now: () => new Date(time),
  logger: createLogger('silent'),
};
const callOf = async (id: string): Promise<CallRecord> => {
  const call = await DutyCalls.findById(id).lean<CallRecord>();
  if (!call) throw new Error('no call');
  return call;
};

async function person(name: string, order: number, resident: number | null, regions: string[] = []): Promise<string> {
  const input = { name, office: '应急管理局', phone: '0349-1234567', order, regions: regions as ['140602'] };
  const { _id, bindCode } = await addPerson(input);
  if (resident !== null) await bindPerson(benchResident(resident), (bindCode ?? '').toLowerCase());
  return _id;
}

/** An alert whose call is open. */
async function alertCall(title = '暴雨红色预警', level: 'red' | 'orange' = 'red'): Promise<string> {
  const event = await publishedEvent({ title, level, topics: ['alert'], regions: ['140602'] }, new Date(time));
  await deriveCampaign(event);
  const campaign = (await tools.campaignOf(event.id)) as CampaignRecord;
  const { regions } = await planCampaign(campaign, testConfig().wechat.templates, new Date(time));
  await openCall(campaign, regions, new Date(time));
  await openCall(campaign, regions, new Date(time));
  return event.id;
}

beforeEach(async () => {
  messages = [];
  time += 24 * 3600_000;
  await DutyPersons.deleteMany({});
  await DutyCalls.deleteMany({});
  await Campaigns.db.collection('subscriptions').deleteMany({});
  await seedSubscribers(3);
});

test.each([
  ['暴雨橙色预警', 'orange', true],
  ['暴雨黄色预警', 'yellow', false],
  ['暴雪橙色预警', 'orange', false],
  ['暴雪红色预警', 'red', true],
  ['雷暴大风红色预警', 'red', true],
  ['高温红色预警', 'red', false],
] as const)('朔政办函〔2023〕65号: %s calls %s: %s', (title, level, called) => {
  expect(callsDuty(title, level)).toBe(called);
});

test('the first is told at once; three minutes without a word bring the next and a phone task', async () => {
  await person('甲', 1, 0);
  await person('乙', 2, 1);
  const id = await alertCall();
  await advanceCalls(tools);
  await advanceCalls(tools);
  expect(messages.map((message) => message.touser)).toEqual(['bench-0']);
  time += ANSWER_WITHIN_MS - 1;
  await advanceCalls(tools);
  expect(messages).toHaveLength(1);
  time += 1;
  await advanceCalls(tools);
  expect(messages.map((message) => message.touser)).toEqual(['bench-0', 'bench-1']);
  expect((await callOf(id)).steps).toMatchObject([
    { name: '甲', state: 'no-answer', phoneTask: 'todo' },
    { name: '乙', state: 'notified', phoneTask: 'none' },
  ]);
  await confirmCall(id, benchResident(1), new Date(time));
  time += ANSWER_WITHIN_MS;
  await advanceCalls(tools);
  const call = await callOf(id);
  expect(call.status).toBe('confirmed');
  expect(call.log.map((entry) => entry.what)).toEqual([
    '开始叫应，共 2 人',
    '已用微信通知 甲',
    '甲 3 分钟内没有确认，请电话叫应',
    '已用微信通知 乙',
    '乙 已确认',
  ]);
});

test('who cannot be reached by WeChat is a phone task at once, and the next one’s turn comes', async () => {
  const first = await person('甲', 1, null);
  await person('乙', 2, 1);
  const id = await alertCall();
  await advanceCalls(tools);
  await advanceCalls(tools);
  expect((await callOf(id)).steps).toMatchObject([{ state: 'unreachable', phoneTask: 'todo' }, { state: 'notified' }]);
  await reportPhoneCall(id, first, false, '值班员', new Date(time));
  await reportPhoneCall(id, first, true, '值班员', new Date(time));
  expect(await callOf(id)).toMatchObject({ status: 'confirmed', steps: [{ phoneTask: 'reached' }, {}] });
  await expect(reportPhoneCall(id, first, true, '值班员', new Date(time))).rejects.toMatchObject({
    code: 'transition_not_allowed',
  });
});

test('when nobody answers the call is exhausted and every one is to be phoned', async () => {
  await person('甲', 1, 0);
  const id = await alertCall();
  await advanceCalls(tools);
  time += ANSWER_WITHIN_MS;
  await advanceCalls(tools);
  expect(await callOf(id)).toMatchObject({ status: 'exhausted', steps: [{ phoneTask: 'todo' }] });
});

test('only those of the region are called; a code binds once; who leaves is unbound', async () => {
  await person('丙', 1, null, ['140603']);
  const mine = await person('甲', 2, 0, ['140602']);
  expect((await personsFor(['140602'])).map((one) => one._id)).toEqual([mine]);
  expect(await personsFor([])).toHaveLength(2);
  await expect(bindPerson(benchResident(1), 'WRONGCODE1')).rejects.toMatchObject({ code: 'not_found' });
  await unbindResident(benchResident(0));
  expect((await personsFor(['140602']))[0]?.residentId).toBeNull();
});

test('a stranger cannot confirm', async () => {
  await person('甲', 1, 0);
  const id = await alertCall('雷暴大风红色预警');
  await advanceCalls(tools);
  await expect(confirmCall(id, benchResident(2), new Date(time))).rejects.toMatchObject({ code: 'not_found' });
});

test('the person called sees the call as it stands; nobody else sees any', async () => {
  await person('甲', 1, 0);
  await person('乙', 2, 1);
  const id = await alertCall();
  await advanceCalls(tools);
  const mine = async (resident: number) => readOwnDuty(benchResident(resident), new Date(time));
  expect(await mine(0)).toMatchObject({ person: { name: '甲' }, calls: [{ id, level: 'red', state: 'waiting' }] });
  expect(await mine(1)).toMatchObject({ person: { name: '乙' }, calls: [] });
  expect(await mine(2)).toEqual({ person: null, calls: [] });
  time += ANSWER_WITHIN_MS;
  await advanceCalls(tools);
  expect((await mine(0)).calls).toMatchObject([{ state: 'overdue' }]);
  await confirmCall(id, benchResident(1), new Date(time));
  expect((await mine(0)).calls).toMatchObject([{ state: 'answered' }]);
  const [confirmed] = (await mine(1)).calls;
  expect(confirmed?.state).toBe('confirmed');
  expect(Date.parse(confirmed?.answerBy ?? '') - Date.parse(confirmed?.calledAt ?? '')).toBe(ANSWER_WITHIN_MS);
});
