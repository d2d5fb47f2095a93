import { useTestDatabase } from '../../../test/testDatabase';
import { publishedEvent } from '../../../test/push/pushTools';
import { createLogger } from '../../observability';
import { deriveCampaign } from '../campaigns/deriveCampaign';
import { Campaigns, Deliveries } from '../model';
import { deriveReminders } from './reminders';
import { isBroken, verifyPush, type CheckedCampaign } from './verify';

jest.setTimeout(180_000);
useTestDatabase();

const moving: CheckedCampaign = {
  ageS: 3600,
  status: 'sending',
  paused: false,
  blocked: false,
  due: 900_000,
  sending: 64,
  stillForS: 2,
};

test.each<[string, Partial<CheckedCampaign>, boolean]>([
  ['a long queue that moves is busy', {}, false],
  ['a queue that stands still', { stillForS: 60 }, true],
  ['in flight for minutes', { due: 0, stillForS: 120 }, true],
  ['waiting for quiet hours only', { due: 0, sending: 0, stillForS: 3600 }, false],
  ['paused by a person', { paused: true, stillForS: 3600 }, false],
  ['blocked by WeChat', { blocked: true, stillForS: 3600 }, false],
  ['never planned', { status: 'planned', due: 0, sending: 0, stillForS: 60 }, true],
  ['just begun', { ageS: 5, stillForS: 60 }, false],
  ['done', { status: 'done', stillForS: 3600 }, false],
])('%s: broken %s', (_name, more, broken) => {
  expect(isBroken({ ...moving, ...more })).toBe(broken);
});

test('an alert that nobody sends raises the alarm after a minute, and it ends when it moves', async () => {
  const start = new Date('2026-07-01T02:00:00Z');
  const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
  const logger = createLogger('silent');
  const event = await publishedEvent({ title: '暴雨红色预警', level: 'red', topics: ['alert'] }, start);
  await deriveCampaign(event);
  expect(await verifyPush(at(30), logger)).toEqual([]);
  expect(await verifyPush(at(95), logger)).toEqual([event.id]);
  await Deliveries.create({
    _id: 'x',
    campaignId: event.id,
    residentId: 'r',
    part: 0,
    state: 'sent',
    dueAt: start,
    at: start,
  });
  expect(await verifyPush(at(120), logger)).toEqual([]);
  await Campaigns.updateOne({ _id: event.id }, { $set: { status: 'done' } });
  expect(await verifyPush(at(600), logger)).toEqual([]);
});

test('an event whose campaign nobody derived is broken after five minutes', async () => {
  const start = new Date('2026-08-01T02:00:00Z');
  const event = await publishedEvent({ title: '无人推送的通告' }, start);
  const logger = createLogger('silent');
  expect(await verifyPush(new Date(start.getTime() + 60_000), logger)).toEqual([]);
  expect(await verifyPush(new Date(start.getTime() + 301_000), logger)).toEqual([event.id]);
  await deriveCampaign(event);
});

test('reminders come on the day, by daylight, once, and not to fresh news', async () => {
  const published = new Date('2026-09-01T02:00:00Z');
  const { noticeId } = await publishedEvent({ title: '十月起施行的办法', effectiveFrom: '2026-10-01' }, published);
  await publishedEvent({ title: '昨天刚发的办法', effectiveFrom: '2026-10-01' }, new Date('2026-09-29T02:00:00Z'));
  expect(await deriveReminders(new Date('2026-09-29T16:30:00Z'))).toEqual([]);
  const id = `${noticeId}.2026-10-01.reminder-begin`;
  expect(await deriveReminders(new Date('2026-09-30T01:00:00Z'))).toEqual([id]);
  expect(await deriveReminders(new Date('2026-09-30T05:00:00Z'))).toEqual([id]);
  expect(await Campaigns.countDocuments({ type: 'reminder-begin' })).toBe(1);
});
