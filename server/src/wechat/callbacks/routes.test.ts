import { setTimeout as pause } from 'node:timers/promises';
import { callbackStorm } from '../../../test/callbackStorm';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../../test/testServer';
import { startTestSimulator } from '../../../test/testSimulator';
import { createLogger } from '../../observability';
import { callbackRequest, type EventForm, type SubscribeEvent } from '../../../devtools/src/simulator/sendEvent';
import {
  createEventInbox,
  processWechatEvents,
  removeOldWechatEvents,
  type EventInbox,
  wechatRoutes,
  type WechatEvent,
} from '.';
import { WechatEvents } from './eventModel';

useTestDatabase();

const logger = createLogger('silent');
const settings = { appId: 'wxba5fad812f8e6fb9', token: 'AAAAA', aesKey: 'A'.repeat(43) };
/** When WeChat published its examples; its clock and ours otherwise agree. */
const PUBLISHED = { check: 1714036504_000, message: 1714112445_000 };
let clock: number | null = null;
const now = () => clock ?? Date.now();
const PATH = '/wechat/callback';
const JSON_SAFE: EventForm = { mode: 'safe', format: 'json' };
let server: TestServer;
let inbox: EventInbox;
let target: { url: string } & typeof settings;

beforeAll(async () => {
  inbox = createEventInbox(logger);
  server = await startTestServer({
    routes: wechatRoutes({ ...settings, encryptedOnly: false, now }, inbox),
    config: testConfig({ PROXY: '1' }),
  });
  target = { ...settings, url: `${server.origin}/api/v1${PATH}` };
});
afterAll(() => server.stop());
beforeEach(async () => {
  clock = null;
  await WechatEvents.deleteMany({});
});

function anEvent(more: Partial<SubscribeEvent> = {}): SubscribeEvent {
  return {
    openid: 'o_resident',
    event: 'subscribe_msg_popup_event',
    items: [{ TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '0' }],
    createTime: 1714112445,
    ...more,
  };
}

async function post(event: SubscribeEvent, form: EventForm = JSON_SAFE): Promise<Response> {
  const { url, body, contentType } = callbackRequest(target, event, form);
  return fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });
}

/** A moment after whatever is being stored now. */
const soon = () => new Date(Date.now() + 1000);

/** Handlers that note what they are told. */
function listeners(fail: (id: string) => boolean = () => false) {
  const told: string[] = [];
  const note = async (what: string, event: WechatEvent) => {
    if (fail(event.id)) throw new Error('not now');
    told.push(`${what} ${event.openid}`);
  };
  return {
    told,
    handlers: {
      consent: (event: WechatEvent) => note('consent', event),
      sent: (event: WechatEvent) => note('sent', event).then(() => true),
      purge: async (openid: string) => void told.push(`purge ${openid}`),
    },
  };
}

/** Waits for something that happens in the background; the test's own time-out ends a wait in vain. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(10);
}

describe('the address check', () => {
  const signed = 'signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492';

  beforeEach(() => {
    clock = PUBLISHED.check;
  });

  it('echoes the text of a signed call', async () => {
    const answer = await server.call('get', `${PATH}?${signed}&echostr=4375120948345356249`);
    expect(answer).toMatchObject({ status: 200, body: '4375120948345356249' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it.each([
    ['a wrong signature', signed.replace('f464', 'f465')],
    ['another time', signed.replace('1714036504', '1714036505')],
    ['no signature', ''],
    ['two signatures', `${signed}&signature=x`],
  ])('refuses %s', async (_what, query) => {
    expect((await server.call('get', `${PATH}?${query}&echostr=1`)).status).toBe(403);
  });
});

describe('what somebody else sends', () => {
  const send = async ({ url, body }: { url: string; body: string }, address = '203.0.113.9') =>
    (await fetch(url, { method: 'POST', body, headers: { 'x-forwarded-for': address } })).status;
  const purge = JSON.stringify({
    CreateTime: 1714112445,
    Event: 'user_authorization_revoke',
    OpenID: 'o_resident',
    MsgType: 'event',
  });

  it('with a signature from a log opens nothing in production, whatever its body', async () => {
    const production = await startTestServer({ routes: wechatRoutes({ ...settings, encryptedOnly: true }, inbox) });
    const to = { ...target, url: `${production.origin}/api/v1${PATH}` };
    const plain = callbackRequest(to, anEvent(), { mode: 'plain', format: 'json' });
    expect(await send(plain)).toBe(403);
    const safe = callbackRequest(to, anEvent(), JSON_SAFE);
    expect(await send({ ...safe, body: purge })).toBe(400);
    expect(await send({ ...safe, url: safe.url.replace('encrypt_type=aes', 'encrypt_type=raw'), body: purge })).toBe(
      403,
    );
    expect(await send({ ...safe, url: safe.url.replace(/&msg_signature=\w+/, '') })).toBe(403);
    expect(await WechatEvents.countDocuments({})).toBe(0);
    expect(await send(safe)).toBe(200);
    await production.stop();
  });

  it.each([-6, 6])('of %d minutes from now is too old or too early', async (minutes) => {
    const sent = callbackRequest(target, anEvent(), JSON_SAFE);
    const check = sent.url.replace(/.*\?/, `${target.url}?echostr=1&`);
    expect((await fetch(check)).status).toBe(200);
    clock = Date.now() + minutes * 60_000;
    expect(await send(sent)).toBe(403);
    expect((await fetch(check)).status).toBe(403);
    expect(await WechatEvents.countDocuments({})).toBe(0);
  });

  it('is no longer read after sixty refusals a minute from one network; WeChat is heard all the time', async () => {
    const forged = callbackRequest({ ...target, token: 'other' }, anEvent(), JSON_SAFE);
    const statuses = [];
    for (let n = 0; n < 62; n += 1) statuses.push(await send(forged, '198.51.100.66'));
    expect(statuses).toEqual([...Array<number>(60).fill(403), 429, 429]);
    expect(await send(callbackRequest(target, anEvent(), JSON_SAFE))).toBe(200);
  });
});

describe('events', () => {
  it.each<EventForm>([
    { mode: 'plain', format: 'json' },
    { mode: 'plain', format: 'xml' },
    { mode: 'compatible', format: 'json' },
    { mode: 'compatible', format: 'xml' },
    { mode: 'safe', format: 'json' },
    { mode: 'safe', format: 'xml' },
  ])('are stored from $mode mode in $format', async (form) => {
    const answer = await post(anEvent(), form);
    expect([answer.status, await answer.text()]).toEqual([200, 'success']);
    // Answered early: a browser's headers would cost as much as all the rest.
    expect(answer.headers.get('content-security-policy')).toBeNull();
    await inbox.close();
    expect(await WechatEvents.find({}).lean()).toMatchObject([
      { type: 'subscribe_msg_popup_event', openid: 'o_resident', items: [{ templateId: 't1', status: 'accept' }] },
    ]);
  });

  it('takes WeChat’s published example, which is not for us', async () => {
    const encrypted =
      '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=';
    const query =
      'timestamp=1714112445&nonce=415670741&encrypt_type=aes&msg_signature=046e02f8204d34f8ba5fa3b1db94908f3df2e9b3';
    const body = { ToUserName: 'gh_97417a04a28d', Encrypt: encrypted };
    clock = PUBLISHED.message;
    expect(await server.call('post', `${PATH}?${query}`, { body })).toMatchObject({ status: 200, body: 'success' });
    const changed = { ...body, Encrypt: encrypted.replace('qdx1', 'qdx2') };
    expect((await server.call('post', `${PATH}?${query}`, { body: changed })).status).toBe(403);
    expect(await WechatEvents.countDocuments({})).toBe(0);
  });

  it('of another account, forged or unreadable, are refused and not stored', async () => {
    const status = async (request: { url: string; body: string }) =>
      (await fetch(request.url, { method: 'POST', body: request.body })).status;
    const signed = (body: string) => ({
      ...callbackRequest(target, anEvent(), { mode: 'plain', format: 'json' }),
      body,
    });
    expect(await status(callbackRequest({ ...target, appId: 'wx_other' }, anEvent(), JSON_SAFE))).toBe(403);
    expect(await status(callbackRequest({ ...target, token: 'other' }, anEvent(), JSON_SAFE))).toBe(403);
    expect(await status(callbackRequest({ ...target, aesKey: 'B'.repeat(43) }, anEvent(), JSON_SAFE))).toBe(403);
    expect(await status(signed('hello'))).toBe(400);
    expect(await status(signed(`{"x":"${'x'.repeat(70_000)}"}`))).toBe(413);
    expect(await WechatEvents.countDocuments({})).toBe(0);
  });

  it('are stored once however often WeChat repeats them, at once or in another shape', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => post(anEvent(), { mode: 'safe', format: n % 2 ? 'json' : 'xml' })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await WechatEvents.countDocuments({})).toBe(1);
  });

  it('reach their handlers once, and leave nothing of the person behind', async () => {
    const { told, handlers } = listeners();
    await post(anEvent());
    await post(
      anEvent({ event: 'subscribe_msg_sent_event', items: [{ TemplateId: 't1', MsgID: '17', ErrorCode: '20003' }] }),
    );
    expect(await processWechatEvents(handlers, logger, soon())).toBe(2);
    await post(anEvent());
    expect(await processWechatEvents(handlers, logger, soon())).toBe(0);
    expect(told.sort()).toEqual(['consent o_resident', 'sent o_resident']);
    expect(JSON.stringify(await WechatEvents.find({}).lean())).not.toMatch(/o_resident|t1/);
  });

  it('are tried again after a failure, later and not for ever', async () => {
    let failing = true;
    const { told, handlers } = listeners(() => failing);
    await post(anEvent());
    const start = Date.now() + 500;
    expect(await processWechatEvents(handlers, logger, new Date(start))).toBe(1);
    expect(await processWechatEvents(handlers, logger, new Date(start + 500))).toBe(0);
    failing = false;
    expect(await processWechatEvents(handlers, logger, new Date(start + 1500))).toBe(1);
    expect(told).toEqual(['consent o_resident']);

    failing = true;
    await post(anEvent({ openid: 'o_never' }));
    for (let hour = 1; hour <= 10; hour++)
      await processWechatEvents(handlers, logger, new Date(start + hour * 3600_000));
    expect(await WechatEvents.findOne({ attempts: 10 }).lean()).toMatchObject({ state: 'failed' });
    expect(await processWechatEvents(handlers, logger, new Date(start + 20 * 3600_000))).toBe(0);
  });

  it('of one person are handled in their order, by one process at a time', async () => {
    const order: string[] = [];
    const consent = async (event: WechatEvent) => {
      await pause(1);
      order.push(String(event.at.getTime() / 1000));
    };
    for (const createTime of [3, 1, 2]) await post(anEvent({ createTime }));
    const both = { ...listeners().handlers, consent };
    const now = soon();
    await Promise.all([processWechatEvents(both, logger, now), processWechatEvents(both, logger, now)]);
    expect(order.sort()).toEqual(['1', '2', '3']);
    await WechatEvents.deleteMany({});
    order.length = 0;
    for (const createTime of [3, 1, 2]) await post(anEvent({ createTime }));
    await processWechatEvents(both, logger, soon());
    expect(order).toEqual(['1', '2', '3']);
  });

  it('purge the person who revoked the authorisation', async () => {
    const { told, handlers } = listeners();
    const { url } = callbackRequest(target, anEvent(), { mode: 'plain', format: 'json' });
    const body = JSON.stringify({
      CreateTime: 1714112445,
      Event: 'user_authorization_revoke',
      OpenID: 'o_gone',
      MsgType: 'event',
    });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    await processWechatEvents(handlers, logger, soon());
    expect(told).toEqual(['purge o_gone']);
  });

  it('are forgotten after a week', async () => {
    const { handlers } = listeners();
    await post(anEvent());
    await processWechatEvents(handlers, logger, soon());
    const day = (n: number) => new Date((1714112445 + n * 24 * 3600) * 1000);
    expect(await removeOldWechatEvents(day(6))).toBe(0);
    expect(await removeOldWechatEvents(day(8))).toBe(1);
  });
});

it('is told by the simulated WeChat what a demo resident answered', async () => {
  const config = testConfig({ WECHAT_APPID: settings.appId });
  const simulator = await startTestSimulator({
    config,
    callback: { ...target, form: { mode: 'safe', format: 'xml' } },
  });
  const templateIds = Object.values(config.wechat.templates).map(({ id }) => id);
  await simulator.control('post', '/demo/consent', { resident: 'zhang', templateIds: templateIds.slice(0, 2) });
  await simulator.control('post', '/demo/refuse', { resident: 'zhang', templateId: templateIds[0] });
  await until(async () => (await WechatEvents.countDocuments({})) === 3);
  const found = await WechatEvents.find({}).sort({ type: 1 }).lean();
  expect(found.map(({ type, items }) => [type, (items as { status: string }[])[0]?.status])).toEqual([
    ['subscribe_msg_change_event', 'reject'],
    ['subscribe_msg_popup_event', 'accept'],
    ['subscribe_msg_popup_event', 'accept'],
  ]);
  await simulator.stop();
});

it('stands a storm: 10,000 events in a few seconds, each stored once', async () => {
  const TOTAL = 10_000;
  // Every tenth is a repetition of the one before.
  const requests = Array.from({ length: TOTAL }, (_, n) =>
    callbackRequest(target, anEvent({ openid: `o_${n % 10 === 9 ? n - 1 : n}` }), JSON_SAFE),
  );
  const { seconds, p50, p99 } = await callbackStorm(server.origin, requests);
  await inbox.close();
  expect(await WechatEvents.countDocuments({})).toBe(9000);
  console.info(
    `storm of ${TOTAL}: ${seconds.toFixed(1)} s, answered in p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
  );
}, 180_000);
