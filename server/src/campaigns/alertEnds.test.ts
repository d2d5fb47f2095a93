import { dayOfMoment, momentOf } from '@shuozhi/shared';
import type { NoticeDraftInput } from '@shuozhi/shared/api';
import { approveProposal, proposeText, withdrawWith } from '../../test/noticeSteps';
import { benchResident, publishedEvent, seedSubscribers } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import { Notices } from '../notices/model';
import { Subscriptions } from '../subscriptions/model';
import { deriveAlertEnds } from './alertEnds';
import { Deliveries } from './deliveries';
import { fanOutPage } from './fanOutPage';
import { Campaigns, findCampaign, type CampaignRecord } from './model';
import { deriveCampaign } from './outboxRelay';
import { countStates } from './outcomeCounts';
import { planCampaign } from './planCampaign';

useTestDatabase();
beforeEach(() =>
  Promise.all([Notices, Subscriptions, Deliveries, Campaigns].map((model) => model.collection.deleteMany({}))),
);

const { templates } = testConfig().wechat;
const at = (clock: string): Date => new Date(`2026-07-09T${clock}:00+08:00`);
const END = at('18:00');

const alert = {
  title: '示例市气象台发布暴雨橙色预警',
  topics: ['alert'],
  level: 'orange',
  writtenOn: null,
  effectiveFrom: '2026-07-09',
  effectiveTo: '2026-07-09',
  startsAt: momentOf(at('12:00')),
  endsAt: momentOf(END),
} as const;
const until = (end: string) => ({ effectiveTo: dayOfMoment(end), endsAt: end });

/** Publishes a notice and derives its campaign; the notice's id. */
async function told(draft: Partial<NoticeDraftInput>, when: Date): Promise<string> {
  const event = await publishedEvent({ ...alert, topics: ['alert'], ...draft }, when);
  await deriveCampaign(event);
  return event.noticeId;
}

/** Leads a campaign as the coordinator does, up to where sending would begin. */
async function lead(id: string, now: Date): Promise<CampaignRecord> {
  await planCampaign(await findCampaign(id), templates, now);
  for (let campaign = await findCampaign(id); campaign.status === 'expanding';) {
    campaign = (await fanOutPage(campaign, true, now))?.campaign ?? campaign;
  }
  return findCampaign(id);
}

test('an alert ends at its time, once, and those who were told of it are told', async () => {
  await seedSubscribers(3, { credits: { alert: 2 } });
  const id = await told({}, at('12:00'));
  const issued = await lead(`${id}.r1.alert-issued`, at('12:00'));
  await Deliveries.updateMany({ campaignId: issued._id }, { $set: { state: 'sent' }, $unset: { openid: 1 } });
  await seedSubscribers(1, { from: 3, credits: { alert: 2 } });

  expect(await deriveAlertEnds(at('17:59'))).toEqual([]);
  const end = `${id}.202607091800.alert-ended`;
  expect(await deriveAlertEnds(END)).toEqual([end]);
  expect(await deriveAlertEnds(at('18:01'))).toEqual([]);
  const campaign = await lead(end, at('18:01'));
  expect(campaign).toMatchObject({ kind: 'alert', urgent: false, status: 'sending' });
  expect(campaign.message?.data).toMatchObject({
    thing1: { value: '预警结束：暴雨橙色预警' },
    phrase2: { value: '预警结束' },
    thing5: { value: '预警已到期结束，请留意后续通知' },
  });
  expect(await countStates(end)).toMatchObject({ pending: 3, skipped: 0 });
  expect(await Deliveries.countDocuments({ campaignId: end, residentId: benchResident(3) })).toBe(0);
});

test('two workers at the same moment derive one end', async () => {
  await told({}, at('12:00'));
  await Promise.all([deriveAlertEnds(END), deriveAlertEnds(END), deriveAlertEnds(END)]);
  expect(await Campaigns.countDocuments({ type: 'alert-ended' })).toBe(1);
});

test('an end that no worker derived in time is told later, but not a day later', async () => {
  await told({}, at('12:00'));
  expect(await deriveAlertEnds(new Date(END.getTime() + 25 * 3_600_000))).toEqual([]);
  expect(await deriveAlertEnds(new Date(END.getTime() + 5 * 3_600_000))).toHaveLength(1);
});

test('an alert for a day ends with the day', async () => {
  await told({ endsAt: null }, at('12:00'));
  expect(await deriveAlertEnds(new Date('2026-07-09T23:59:59+08:00'))).toEqual([]);
  expect(await deriveAlertEnds(new Date('2026-07-10T00:00:00+08:00'))).toHaveLength(1);
});

test.each<[string, (id: string) => Promise<unknown>]>([
  [
    'lifted',
    (id) => told({ title: '解除暴雨橙色预警', level: null, startsAt: null, endsAt: null, follows: id }, at('15:00')),
  ],
  ['withdrawn', (id) => withdrawWith(id, '发错了', at('15:00'))],
  ['without an end', (id) => Notices.updateOne({ _id: id }, { $set: { effectiveTo: null, endsAt: null } })],
])('what is %s before its end does not end once more', async (_name, before) => {
  await before(await told({}, at('12:00')));
  expect(await deriveAlertEnds(END)).toEqual([]);
  expect(await deriveAlertEnds(at('23:00'))).toEqual([]);
});

test('a follow-up that prolongs the alert ends it later, for everybody who was told of the chain', async () => {
  await seedSubscribers(2, { credits: { alert: 3 } });
  const id = await told({}, at('12:00'));
  await lead(`${id}.r1.alert-issued`, at('12:00'));
  const prolonged = await told({ follows: id, ...until('2026-07-09T20:00:00+08:00') }, at('17:59'));
  expect(await deriveAlertEnds(END)).toEqual([]);
  expect(await deriveAlertEnds(at('20:00'))).toEqual([`${prolonged}.202607092000.alert-ended`]);
});

test('a revision moves the end; of the old one nothing is said, also when it was being prepared', async () => {
  await seedSubscribers(2, { credits: { alert: 3 } });
  const id = await told({}, at('12:00'));
  const [early = ''] = await deriveAlertEnds(END);
  await proposeText(
    id,
    { draft: { ...alert, topics: ['alert'], ...until('2026-07-09T21:00:00+08:00') }, major: false, changeNote: null },
    at('18:00'),
  );
  await approveProposal(id, at('18:00'));
  expect(await lead(early, at('18:01'))).toMatchObject({ status: 'closing', closeReason: 'superseded' });
  expect(await deriveAlertEnds(at('20:59'))).toEqual([]);
  expect(await deriveAlertEnds(at('21:00'))).toEqual([`${id}.202607092100.alert-ended`]);
});

test('what nobody was told of tells of no end either', async () => {
  await publishedEvent({ ...alert, topics: ['alert'] }, at('12:00'));
  expect(await deriveAlertEnds(END)).toEqual([]);
});

test('messages of the alert that wait for the end of quiet hours are dropped when it is over', async () => {
  await seedSubscribers(2, { credits: { alert: 3 }, quiet: { from: 0, to: 24 * 60 - 1 } });
  const id = await told({ level: 'yellow', title: '暴雨黄色预警' }, at('12:00'));
  await lead(`${id}.r1.alert-issued`, at('12:00'));
  await deriveAlertEnds(END);
  expect(await findCampaign(`${id}.r1.alert-issued`)).toMatchObject({ status: 'closing', closeReason: 'superseded' });
});
