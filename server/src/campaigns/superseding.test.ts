import type { NoticeDraftInput } from '@shuozhi/shared/api';
import { aDraft } from '../../test/factories';
import { approveProposal, editor, proposeText, withdrawWith } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { benchResident, publishedEvent, seedSubscribers } from '../../test/push/pushTools';
import { testConfig } from '../../test/testServer';
import { createDraft, type NoticeEvent } from '../notices';
import { Subscriptions } from '../subscriptions/model';
import { countStates, finishCampaign, reopen } from './outcomeCounts';
import { deriveCampaign } from './outboxRelay';
import { fanOutPage } from './fanOutPage';
import { type CampaignRecord, Campaigns, findCampaign } from './model';
import { planCampaign } from './planCampaign';
import { skipPending } from './closeCampaign';
import { deleteDeliveriesOf } from '../inbox/inbox';
import { Deliveries } from './deliveries';
import { replaceLog } from '../delivery/inFlightLog';
import { applySentEvent } from './sentEvents';
import { pauseCampaign } from './staff/manageCampaign';
import { previewPush } from './staff/previewPush';
import { resendFailed } from './staff/resendFailed';

useTestDatabase();
beforeEach(() => Promise.all([Subscriptions, Deliveries, Campaigns].map((model) => model.collection.deleteMany({}))));

const { templates } = testConfig().wechat;
/** Events of one chain are told apart by their moments. */
let moment = Date.now();
const later = () => new Date((moment += 1000));
const aNotice = (more: Partial<NoticeDraftInput> = {}) => publishedEvent(more, later());
const anAlert = (more: Partial<NoticeDraftInput> = {}) =>
  aNotice({ title: '大风黄色预警', topics: ['alert'], level: 'yellow', ...more });

/** Leads a campaign as the coordinator does, up to where sending would begin. */
async function lead(event: Pick<NoticeEvent, 'id'>): Promise<CampaignRecord> {
  await planCampaign(await findCampaign(event.id), templates, new Date());
  for (let campaign = await findCampaign(event.id); campaign.status === 'expanding';) {
    campaign = (await fanOutPage(campaign, true, new Date()))?.campaign ?? campaign;
  }
  return findCampaign(event.id);
}
async function derive(event: NoticeEvent): Promise<CampaignRecord> {
  await deriveCampaign(event);
  return lead(event);
}
/** WeChat accepts everything that waits of a campaign. */
const accept = (campaignId: string, n?: number) =>
  Deliveries.updateMany(
    { campaignId, state: 'pending', ...(n === undefined ? {} : { residentId: benchResident(n) }) },
    { $set: { state: 'sent', msgid: `m-${campaignId}`, sentAt: new Date() }, $unset: { openid: 1 } },
  );
const finish = async (id: string) => finishCampaign(await findCampaign(id), new Date());
const leftOf = async (n: number) => (await Subscriptions.findById(benchResident(n)).lean())?.ledger.notice?.left;

test('a publication that was derived only after its withdrawal tells nobody', async () => {
  await seedSubscribers(2);
  const event = await aNotice();
  const { event: withdrawal } = await withdrawWith(event.noticeId, '内容有误', later());
  await derive(withdrawal);
  expect(await derive(event)).toMatchObject({ status: 'closing', closeReason: 'withdrawn' });
  expect(await Deliveries.countDocuments({})).toBe(0);
});

test('an alert that was derived only after its lift tells nobody', async () => {
  await seedSubscribers(2);
  const issued = await anAlert();
  const lift = await anAlert({ title: '解除大风黄色预警', level: null, follows: issued.noticeId });
  await deriveCampaign(lift);
  expect(await derive(issued)).toMatchObject({ status: 'closing', closeReason: 'superseded' });
});

test('correcting the alert does not take its waiting lift back', async () => {
  await seedSubscribers(2, { credits: { alert: 3 } });
  const issued = await anAlert();
  await derive(issued);
  await accept(issued.id);
  await finish(issued.id);
  const lift = await aNotice({ title: '解除大风黄色预警', topics: ['alert'], follows: issued.noticeId });
  expect(await derive(lift)).toMatchObject({ kind: 'alert', status: 'sending' });
  const { event: withdrawal } = await withdrawWith(issued.noticeId, '发错了', later());
  // Those who allowed alerts hear of it, by an alert's consent.
  expect(await derive(withdrawal)).toMatchObject({ kind: 'alert', supersedes: [] });
  expect(await findCampaign(lift.id)).toMatchObject({ status: 'sending', closeReason: null });
  expect((await countStates(lift.id)).pending).toBe(2);
});

test('a lift goes to those whom its alert reached; the others find it in the inbox only', async () => {
  await seedSubscribers(3, { credits: { alert: 2 } });
  const issued = await anAlert();
  await derive(issued);
  await accept(issued.id, 0);
  const raised = await anAlert({ title: '大风橙色预警', level: 'orange', follows: issued.noticeId });
  const raising = await derive(raised);
  await skipPending(issued.id);
  expect(await countStates(issued.id)).toMatchObject({ sent: 1, skipped: 2 });
  expect(raising.supersedes).toEqual([issued.id]);
  await accept(raised.id, 1);
  const lift = await aNotice({ title: '解除大风预警', topics: ['alert'], follows: raised.noticeId });
  await derive(lift);
  const states = await Deliveries.find({ campaignId: lift.id }).sort({ _id: 1 }).lean();
  expect(states.map(({ state, reason }) => reason ?? state)).toEqual(['pending', 'pending', 'not-told']);
});

test('a withdrawal stops what it supersedes before the coordinator comes to it', async () => {
  await seedSubscribers(2);
  const event = await aNotice();
  await derive(event);
  const { event: withdrawal } = await withdrawWith(event.noticeId, '内容有误', later());
  await deriveCampaign(withdrawal);
  expect(await findCampaign(event.id)).toMatchObject({ status: 'closing', closeReason: 'withdrawn' });
  expect(await findCampaign(withdrawal.id)).toMatchObject({ status: 'planned' });
});

test('resending again goes on with what was cut short', async () => {
  await seedSubscribers(2, { credits: { notice: 2 } });
  const event = await aNotice();
  await derive(event);
  await Deliveries.updateMany({}, { $set: { state: 'failed', code: -1 } });
  await Deliveries.updateOne({ residentId: benchResident(0) }, { $set: { state: 'pending' } });
  const hold = { reason: '正在准备重发', code: null, by: '张三', at: new Date(), resending: true };
  await Campaigns.updateOne({ _id: event.id }, { $set: { hold } });
  expect(await resendFailed(event.id, '李四', new Date())).toBe(1);
  expect(await findCampaign(event.id)).toMatchObject({ status: 'sending', hold: null });
  expect((await countStates(event.id)).pending).toBe(2);
});

test('an ended campaign of which something waits after all opens again, a closed one to be closed anew', async () => {
  await seedSubscribers(1);
  const event = await aNotice();
  await derive(event);
  await accept(event.id);
  await finish(event.id);
  expect(await reopen(event.id)).toBe(false);
  await Deliveries.updateMany({}, { $set: { state: 'pending' } });
  expect(await reopen(event.id)).toBe(true);
  expect(await findCampaign(event.id)).toMatchObject({ status: 'sending', counts: null, finishedAt: null });
  await Campaigns.updateOne({ _id: event.id }, { $set: { status: 'done', closeReason: 'withdrawn' } });
  await reopen(event.id);
  expect(await findCampaign(event.id)).toMatchObject({ status: 'closing' });
});

test('who leaves while a message waits makes workers read anew; who leaves otherwise disturbs nobody', async () => {
  await seedSubscribers(2);
  const event = await aNotice();
  await derive(event);
  await accept(event.id, 0);
  const epoch = await replaceLog('worker', []);
  await deleteDeliveriesOf(benchResident(0));
  expect(await replaceLog('worker', [])).toBe(epoch);
  await deleteDeliveriesOf(benchResident(1));
  expect(await replaceLog('worker', [])).toBe(epoch + 1);
});

test('the same level again is an update, not a raise', async () => {
  const issued = await anAlert();
  expect((await anAlert({ follows: issued.noticeId })).type).toBe('alert-updated');
});

test('what staff paused before it was planned stays paused', async () => {
  await seedSubscribers(1);
  const event = await aNotice();
  await deriveCampaign(event);
  await pauseCampaign(event.id, '张三', new Date());
  expect(await lead(event)).toMatchObject({ status: 'sending', hold: { by: '张三', code: null } });
});

test('a ban that nobody dealt with holds what comes later, a bad template only its kind', async () => {
  await seedSubscribers(1);
  const held = await derive(await aNotice());
  const hold = (code: number) => ({ reason: '微信拒绝', code, by: null, at: new Date() });
  await Campaigns.updateOne({ _id: held._id }, { $set: { hold: hold(40037) } });
  expect((await derive(await aNotice())).hold).toMatchObject({ code: 40037, by: null });
  expect((await derive(await anAlert())).hold).toBeNull();
  await Campaigns.updateMany({}, { $set: { hold: hold(43107) } });
  expect((await derive(await anAlert({ title: '暴雨黄色预警' }))).hold).toMatchObject({ code: 43107 });
  // It stays open although nothing waits, until a person acts.
  await accept(held._id);
  expect(await finish(held._id)).toBe(false);
});

test('a message that failed late is sent again with a fresh address and a credit of its own', async () => {
  await seedSubscribers(2, { credits: { notice: 2 } });
  const event = await aNotice();
  await derive(event);
  await accept(event.id);
  await finish(event.id);
  expect(await leftOf(0)).toBe(1);
  const late = { openid: 'bench-0', items: [{ templateId: 't', msgid: `m-${event.id}`, errorCode: 20001 }] };
  await applySentEvent(late, { residentIdByOpenid: () => Promise.resolve(benchResident(0)) });
  expect(await leftOf(0)).toBe(1);

  await Subscriptions.updateOne({ _id: benchResident(0) }, { $set: { openid: 'moved' } });
  expect(await resendFailed(event.id, '张三', new Date())).toBe(1);
  expect(await Deliveries.find({ state: 'pending' }).lean()).toMatchObject([
    { residentId: benchResident(0), openid: 'moved' },
  ]);
  expect(await findCampaign(event.id)).toMatchObject({ status: 'sending', hold: null });
  expect(await leftOf(0)).toBe(0);
});

test('an alert is not sent again after its lift, nor what was stopped', async () => {
  await seedSubscribers(1);
  const issued = await anAlert();
  await derive(issued);
  await Deliveries.updateMany({}, { $set: { state: 'failed', code: -1 } });
  await finish(issued.id);
  await deriveCampaign(await aNotice({ title: '解除大风黄色预警', topics: ['alert'], follows: issued.noticeId }));
  await expect(resendFailed(issued.id, '张三', new Date())).rejects.toMatchObject({ code: 'transition_not_allowed' });
  const stopped = await derive(await aNotice());
  await Campaigns.updateOne({ _id: stopped._id }, { $set: { status: 'done', closeReason: 'stopped' } });
  await expect(resendFailed(stopped._id, '张三', new Date())).rejects.toMatchObject({ code: 'transition_not_allowed' });
});

test('the preview of a lift counts those who were told, and shows its own card', async () => {
  await seedSubscribers(3, { credits: { alert: 1 } });
  const issued = await anAlert();
  await derive(issued);
  await accept(issued.id);
  await Subscriptions.updateOne({ _id: benchResident(1) }, { $set: { 'ledger.alert.left': 5 } });
  const draft = aDraft({ title: '解除大风黄色预警', topics: ['alert'], follows: issued.noticeId });
  const { _id } = await createDraft(draft, editor, new Date());
  const preview = await previewPush(_id, templates, later());
  expect(preview).toMatchObject({ event: 'alert-lifted', recipients: 3, reachable: 1, unreachable: { noCredit: 2 } });
  expect(preview.card).toMatchObject({ kind: 'alert' });
  expect(preview.card.fields.map(({ value }) => value)).toContain('预警解除');
});

test('the preview of a proposed revision is that of the text as it would be; a minor one reaches nobody', async () => {
  await seedSubscribers(2);
  const { noticeId } = await aNotice({ title: '关于冬季防火的通告' });
  const propose = (major: boolean, changeNote: string | null) =>
    proposeText(noticeId, { draft: { title: '关于春季防火的通告' }, major, changeNote }, new Date());
  await propose(true, '禁火期延长');
  const preview = await previewPush(noticeId, templates, later());
  expect(preview).toMatchObject({ event: 'revise', recipients: 2, reachable: 2, card: { kind: 'notice' } });
  expect(preview.card.fields.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['内容更新：春季防火', '禁火期延长']),
  );
  await approveProposal(noticeId, new Date());
  await propose(false, null);
  expect(await previewPush(noticeId, templates, later())).toMatchObject({ event: 'none', recipients: 0 });
});
