import { useTestDatabase } from '../../test/testDatabase';
import { benchResident, publishedEvent, seedSubscribers } from '../../test/push/pushTools';
import { createLogger } from '../observability';
import { createEventInbox } from '../wechat';
import { WechatEvents } from '../wechat/callbacks/eventModel';
import { processWechatEvents } from '../wechat/callbacks/processEvents';
import { deriveCampaign } from './outboxRelay';
import { Deliveries, deliveryId } from './deliveries';
import { applySentEvent } from './sentEvents';

useTestDatabase();

const logger = createLogger('silent');
const MSGID = '3000000000000000001';
const after = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
const handlers = {
  consent: () => Promise.resolve(),
  sent: (event: Parameters<typeof applySentEvent>[0]) =>
    applySentEvent(event, { residentIdByOpenid: () => Promise.resolve(benchResident(0)) }),
  purge: () => Promise.resolve(),
};
const process = (seconds: number) => processWechatEvents(handlers, logger, after(seconds));

beforeEach(() => Promise.all([Deliveries.deleteMany({}), WechatEvents.deleteMany({})]));

/** WeChat says that it could not deliver a message, and our delivery of it is still being sent. */
async function earlyFailure(): Promise<string> {
  const event = await publishedEvent();
  await deriveCampaign(event);
  const id = deliveryId(event.id, benchResident(0));
  const row = {
    _id: id,
    campaignId: event.id,
    residentId: benchResident(0),
    partition: 0,
    dueAt: after(0),
    at: after(0),
  };
  await Deliveries.create({ ...row, state: 'pending' });
  const inbox = createEventInbox(logger);
  const item = { templateId: 't', msgid: MSGID, errorCode: 43101, errorStatus: 'failed' };
  const news = { id: `e-${event.id}`, type: 'subscribe_msg_sent_event' as const, openid: 'bench-0', at: after(0) };
  await inbox.accept([{ ...news, items: [item] }], { message: {}, nonce: event.id, signature: '' });
  await inbox.close();
  return id;
}

test('what WeChat says of a message before its own answer is kept until the message is known', async () => {
  await seedSubscribers(1);
  const id = await earlyFailure();
  await process(1);
  expect(await WechatEvents.findOne({}).lean()).toMatchObject({ state: 'new', waits: 1, claim: null });
  await process(4);
  expect((await Deliveries.findById(id).lean())?.state).toBe('pending');
  await Deliveries.updateOne({ _id: id }, { $set: { state: 'sent', msgid: MSGID } });
  await process(30);
  expect(await Deliveries.findById(id).lean()).toMatchObject({ state: 'refused', code: 43101 });
  expect(await WechatEvents.findOne({}).lean()).toMatchObject({ state: 'done' });
});

test('a message that is none of ours is not waited for without end', async () => {
  await earlyFailure();
  await process(1);
  await process(16 * 60);
  expect(await WechatEvents.findOne({}).lean()).toMatchObject({ state: 'done' });
});
