import { useTestDatabase } from '../../test/testDatabase';
import { DEMO_TEMPLATES } from '../config/templates';
import { audiencePage, type AudienceRule } from './audience';
import { applyConsentEvent } from './consentEvents';
import { recordConsents } from './consents';
import { keywordsIn } from './heldValues';
import { Subscriptions } from './model';
import { reachOf } from './reach';
import { ensureSubscription, findSubscription, saveSubscription } from './saveSubscription';

jest.setTimeout(180_000);
useTestDatabase();
beforeEach(() => Subscriptions.deleteMany({}));

const monday = new Date('2026-03-23T01:00:00Z');
const tuesday = new Date('2026-03-24T01:00:00Z');
const input = {
  topics: ['fire' as const],
  regions: ['140602' as const],
  lowestLevel: 'blue' as const,
  keywords: [],
  itemIds: [],
  quietHours: null,
};
const noticeId = DEMO_TEMPLATES.notice?.id ?? '';
const consent = (residentId: string, requestId: string, word = 'accept', now = monday) =>
  recordConsents(residentId, `openid-${residentId}`, { results: { [noticeId]: word }, requestId }, DEMO_TEMPLATES, now);
const left = async (residentId: string): Promise<number | undefined> =>
  (await findSubscription(residentId))?.ledger.notice?.left;
const fireRule = (more: Partial<AudienceRule> = {}): AudienceRule => ({
  by: 'keys',
  values: ['fire:140600', 'fire:140602'],
  rank: 0,
  before: tuesday,
  ...more,
});
const matched = async (rule: AudienceRule): Promise<string[]> =>
  (await audiencePage(rule, null, 100)).addressees.map((one) => one.residentId);

test('who subscribes after the event is not in its audience, who merely saved again is', async () => {
  await saveSubscription('early', 'o1', input, monday);
  await saveSubscription('early', 'o1', { ...input, topics: ['fire', 'health'] }, new Date(tuesday.getTime() + 60_000));
  await saveSubscription('late', 'o2', input, new Date(tuesday.getTime() + 60_000));
  expect(await matched(fireRule())).toEqual(['early']);
  expect(await matched(fireRule({ values: ['health:140602'] }))).toEqual([]);
});

test('the lowest level counts for alerts only', async () => {
  await saveSubscription('calm', 'o1', { ...input, lowestLevel: 'orange' }, monday);
  expect(await matched(fireRule({ rank: 2 }))).toEqual([]);
  expect(await matched(fireRule({ rank: 3 }))).toEqual(['calm']);
  expect(await matched(fireRule({ rank: 0 }))).toEqual(['calm']);
});

test('keywords and items are found by their own lists', async () => {
  await saveSubscription(
    'reader',
    'o1',
    { ...input, topics: [], regions: [], keywords: ['自建房', 'WiFi'], itemIds: ['2020-33'] },
    monday,
  );
  const values = await keywordsIn('关于公共wifi建设的通知');
  expect(await matched({ by: 'keywords', values, rank: 0, before: tuesday })).toEqual(['reader']);
  const sunday = new Date(monday.getTime() - 24 * 60 * 60 * 1000);
  expect(await matched({ by: 'keywords', values, rank: 0, before: sunday })).toEqual([]);
  expect(await matched({ by: 'itemIds', values: ['2020-33'], rank: 0, before: tuesday })).toEqual(['reader']);
});

test('another lowest level counts from its choosing on: the audience of an alert is frozen', async () => {
  const after = (seconds: number) => new Date(tuesday.getTime() + seconds * 1000);
  const yellow = (before: Date) => matched({ ...fireRule(), rank: 2, before });
  await saveSubscription('open', 'o1', { ...input, lowestLevel: 'red' }, monday);
  await saveSubscription('open', 'o1', input, after(60));
  expect([await yellow(tuesday), await yellow(after(60))]).toEqual([[], ['open']]);
  // Saving other wishes leaves it as it is.
  await saveSubscription('open', 'o1', { ...input, keywords: ['停水'] }, after(90));
  expect([await yellow(after(30)), await yellow(after(120))]).toEqual([[], ['open']]);
});

test('pages go through everybody once', async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e']) await saveSubscription(id, `o-${id}`, input, monday);
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await audiencePage(fireRule(), after, 2);
    seen.push(...page.addressees.map((one) => one.residentId));
    after = page.next;
    more = after !== null;
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a repeated report counts once, also when it comes from WeChat', async () => {
  await consent('zhang', 'request-1');
  await consent('zhang', 'request-1');
  expect(await left('zhang')).toBe(1);
  const event = {
    id: 'event-1',
    type: 'subscribe_msg_popup_event' as const,
    openid: 'openid-zhang',
    at: monday,
    items: [{ templateId: noticeId, status: 'accept' }],
  };
  const tools = { templates: DEMO_TEMPLATES, residentIdByOpenid: () => Promise.resolve(null) };
  await applyConsentEvent(event, tools);
  expect(await left('zhang')).toBe(1);
  await applyConsentEvent({ ...event, id: 'event-2', at: tuesday }, tools);
  await applyConsentEvent({ ...event, id: 'event-2', at: tuesday }, tools);
  expect(await left('zhang')).toBe(2);
});

test('ten reports at once are ten consents', async () => {
  await ensureSubscription('zhang', 'openid-zhang');
  await Promise.all(Array.from({ length: 5 }, (_, n) => consent('zhang', `request-${n}`)));
  expect(await left('zhang')).toBe(5);
});

test('switching off in the settings ends the credits', async () => {
  await consent('zhang', 'request-1');
  await applyConsentEvent(
    {
      id: 'event-3',
      type: 'subscribe_msg_change_event',
      openid: 'openid-zhang',
      at: tuesday,
      items: [{ templateId: noticeId, status: 'reject' }],
    },
    { templates: DEMO_TEMPLATES, residentIdByOpenid: () => Promise.resolve(null) },
  );
  expect(await left('zhang')).toBe(0);
});

test('reach names the first broken link', async () => {
  expect(reachOf(null, null)).toMatchObject({
    reachable: false,
    checks: [{ id: 'subscription', ok: false }, {}, {}, {}, {}],
  });
  await saveSubscription('zhang', 'openid-zhang', input, monday);
  await consent('zhang', 'request-1');
  const record = await findSubscription('zhang');
  const credit = reachOf(record, null).checks.find((check) => check.id === 'credit');
  expect(credit).toMatchObject({ ok: false, message: '预警的接收次数已用完' });
  await Subscriptions.updateOne(
    { _id: 'zhang' },
    { $set: { 'ledger.alert': { left: 1, longTerm: false, held: [], marks: [] } } },
  );
  expect(reachOf(await findSubscription('zhang'), 'sent').reachable).toBe(true);
  expect(reachOf(await findSubscription('zhang'), 'refused').reachable).toBe(false);
});
