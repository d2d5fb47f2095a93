import { useTestDatabase } from '../../test/testDatabase';
import { DEMO_TEMPLATES } from '../config/templates';
import { applyConsentEvent } from './consentEvents';
import { EMPTY_ENTRY, type LedgerEntry } from './ledger';
import { emptySubscription, Subscriptions, type SubscriptionRecord } from './model';
import { reachOf } from './reach';
import { countMissed, markOpenidValid, reserveCredits, returnCredits } from './reserve';
import { consentsOf, undoRefusals, writeRefusals, type Refusal } from './refusals';

useTestDatabase();
beforeEach(() => Subscriptions.deleteMany({}));

async function resident(id: string, notice?: Partial<LedgerEntry>): Promise<void> {
  const ledger = notice === undefined ? {} : { notice: { ...EMPTY_ENTRY, ...notice } };
  await Subscriptions.create({ ...emptySubscription(id, `openid-${id}`), ledger });
}
const record = (id: string): Promise<SubscriptionRecord | null> => Subscriptions.findById(id).lean();
const noticeOf = async (id: string): Promise<LedgerEntry | undefined> => (await record(id))?.ledger.notice;
const reserve = (ids: string[], campaign: string, longTerm = false) =>
  reserveCredits(ids, 'notice', longTerm, campaign).then((holders) => [...holders].sort());
/** What WeChat's refusals, of the consents as they stand now, mean. */
async function refusals(ids: string[], campaignId: string, more: Partial<Refusal> = {}): Promise<Refusal[]> {
  const before = await consentsOf(ids, 'notice');
  return ids.map((residentId) => {
    const consents = before.get(residentId) ?? { left: 0, longTerm: false, version: 0 };
    const base = { residentId, campaignId, kind: 'notice' as const, isOpenidUnknown: false, missed: 1 as const };
    return { ...base, before: consents, ...more };
  });
}
const giveBack = (ids: string[], campaign: string) => returnCredits(ids, 'notice', false, campaign);

test('reserving and giving back may be repeated', async () => {
  await resident('rich', { left: 1 });
  await resident('poor');
  expect(await reserve(['rich', 'poor'], 'c1')).toEqual(['rich']);
  expect(await reserve(['rich', 'poor'], 'c1')).toEqual(['rich']);
  expect(await noticeOf('rich')).toMatchObject({ left: 0 });
  expect(await reserve(['rich', 'poor'], 'c2')).toEqual([]);
  await giveBack(['rich', 'poor'], 'c1');
  await giveBack(['rich', 'poor'], 'c1');
  expect(await noticeOf('rich')).toMatchObject({ left: 1, held: [] });
});

test('after a refusal nothing is left, and what other campaigns hold does not come back', async () => {
  await resident('zhang', { left: 3 });
  await reserve(['zhang'], 'refused');
  await reserve(['zhang'], 'waiting');
  await writeRefusals(await refusals(['zhang'], 'refused'));
  expect(await noticeOf('zhang')).toMatchObject({ left: 0, longTerm: false, held: ['refused:refused'] });
  await giveBack(['zhang'], 'waiting');
  await giveBack(['zhang'], 'refused');
  expect(await noticeOf('zhang')).toMatchObject({ left: 0 });
  expect(await reserve(['zhang'], 'next')).toEqual([]);
});

test('a refusal asks for renewal once, however often it is written down', async () => {
  await resident('zhang', { left: 1 });
  await resident('long', { longTerm: true });
  await resident('delivered', { left: 1 });
  await reserve(['zhang', 'delivered'], 'c1');
  await reserve(['long'], 'c1', true);
  const refused = [
    ...(await refusals(['zhang', 'long'], 'c1')),
    ...(await refusals(['delivered'], 'c1', { missed: 0 })),
  ];
  for (let time = 0; time < 2; time++) await writeRefusals(refused);
  expect([await record('zhang'), await record('long'), await record('delivered')]).toMatchObject([
    { missed: 1 },
    { missed: 1, ledger: { notice: { longTerm: false } } },
    { missed: 0 },
  ]);
  // The next one is not even tried.
  await countMissed(['zhang']);
  expect(await record('zhang')).toMatchObject({ missed: 2 });
});

test('what was switched off in the settings does not come back from a campaign', async () => {
  const templateId = DEMO_TEMPLATES.notice?.id ?? '';
  const tools = { templates: DEMO_TEMPLATES, residentIdByOpenid: () => Promise.resolve(null) };
  const changed = { type: 'subscribe_msg_change_event' as const, openid: 'openid-zhang', at: new Date() };
  await resident('zhang', { left: 2 });
  await reserve(['zhang'], 'waiting');
  await applyConsentEvent({ ...changed, id: 'e1', items: [{ templateId, status: 'reject' }] }, tools);
  await giveBack(['zhang'], 'waiting');
  expect(await noticeOf('zhang')).toMatchObject({ left: 0, held: [] });
});

test('one report may name a template twice', async () => {
  const templateId = DEMO_TEMPLATES.notice?.id ?? '';
  const tools = { templates: DEMO_TEMPLATES, residentIdByOpenid: () => Promise.resolve(null) };
  const popup = { type: 'subscribe_msg_popup_event' as const, openid: 'openid-zhang', at: new Date() };
  await resident('zhang', { left: 2 });
  const items = [
    { templateId, status: 'ban' },
    { templateId, status: 'accept' },
  ];
  await applyConsentEvent({ ...popup, id: 'e1', items }, tools);
  expect(await noticeOf('zhang')).toMatchObject({ left: 1 });
});

test('an openid that WeChat did not know is good again after a login', async () => {
  await resident('zhang', { left: 1 });
  await reserve(['zhang'], 'c0');
  const unknown = await refusals(['zhang'], 'c0', { isOpenidUnknown: true });
  for (let time = 0; time < 2; time++) await writeRefusals(unknown);
  expect(await noticeOf('zhang')).toMatchObject({ left: 1 });
  const wechat = async () => reachOf(await record('zhang'), null).checks.find(({ id }) => id === 'wechat');
  expect(await wechat()).toMatchObject({ ok: false, action: '重新进入小程序' });
  expect(await reserve(['zhang'], 'c1')).toEqual([]);
  await markOpenidValid('zhang');
  expect(await wechat()).toMatchObject({ ok: true });
  expect(await reserve(['zhang'], 'c1')).toEqual(['zhang']);
});

test('what refusals took is given back once, however often it is undone', async () => {
  await resident('zhang', { left: 3 });
  await resident('long', { longTerm: true });
  await resident('unknown', { left: 2 });
  await reserve(['zhang', 'unknown'], 'c1');
  await reserve(['long'], 'c1', true);
  const refused = [
    ...(await refusals(['zhang', 'long'], 'c1')),
    ...(await refusals(['unknown'], 'c1', { isOpenidUnknown: true })),
  ];
  await writeRefusals(refused);
  expect([await record('zhang'), await record('long'), await record('unknown')]).toMatchObject([
    { missed: 1, ledger: { notice: { left: 0 } } },
    { missed: 1, ledger: { notice: { longTerm: false } } },
    { openidInvalid: true, ledger: { notice: { left: 2 } } },
  ]);
  for (let time = 0; time < 2; time++) await undoRefusals(refused);
  expect([await record('zhang'), await record('long'), await record('unknown')]).toMatchObject([
    { missed: 0, ledger: { notice: { left: 2, held: [] } } },
    { missed: 0, ledger: { notice: { longTerm: true, held: [] } } },
    { openidInvalid: false, ledger: { notice: { left: 2, held: [] } } },
  ]);
});

test('who has consented since the refusal is believed, not the refusal', async () => {
  const templateId = DEMO_TEMPLATES.notice?.id ?? '';
  const tools = { templates: DEMO_TEMPLATES, residentIdByOpenid: () => Promise.resolve(null) };
  await resident('zhang', { left: 1 });
  await reserve(['zhang'], 'c1');
  const refused = await refusals(['zhang'], 'c1');
  const popup = { type: 'subscribe_msg_popup_event' as const, openid: 'openid-zhang', at: new Date() };
  await applyConsentEvent({ ...popup, id: 'e1', items: [{ templateId, status: 'accept' }] }, tools);
  await writeRefusals(refused);
  expect(await noticeOf('zhang')).toMatchObject({ left: 1 });
});
