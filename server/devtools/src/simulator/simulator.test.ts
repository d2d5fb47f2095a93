import { startTestSimulator, type TestSimulator } from '../../../test/testSimulator';
import { DEMO_TEMPLATES } from '../../../src/config/templates';

const NOTICE = DEMO_TEMPLATES.notice?.id ?? '';
const SEND = '/cgi-bin/message/subscribe/send';

let simulator: TestSimulator;
afterEach(() => simulator.stop());

// Answers of WeChat come in many shapes; msgid is compared as text elsewhere.
async function api(method: 'GET' | 'POST', path: string, body?: unknown) {
  const response = await fetch(simulator.account.apiBase + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown> & { errcode?: number };
}

const credentials = () => ({
  grant_type: 'client_credential',
  appid: simulator.account.appId,
  secret: simulator.account.secret,
});
const stable = (more: object = {}) => api('POST', '/cgi-bin/stable_token', { ...credentials(), ...more });

async function send(touser: string, token?: string, more: object = {}) {
  const accessToken = token ?? String((await stable()).access_token);
  return api('POST', `${SEND}?access_token=${accessToken}`, {
    touser,
    template_id: NOTICE,
    page: 'pages/notice/index?id=n1',
    data: {
      thing1: { value: '森林草原禁火' },
      thing2: { value: '某市人民政府' },
      time3: { value: '2026-11-20 10:00' },
      thing4: { value: '点开查看全文' },
    },
    ...more,
  });
}

describe('access tokens', () => {
  beforeEach(async () => {
    simulator = await startTestSimulator({ benchCredit: 100 });
  });
  const advance = (seconds: number) => simulator.control('post', '/clock', { advanceSeconds: seconds });

  it('stay the same with fewer seconds, until the last five minutes; then both are good for a while', async () => {
    const first = await stable();
    expect(first.expires_in).toBe(7200);
    await advance(6000);
    expect(await stable()).toMatchObject({ access_token: first.access_token, expires_in: expect.closeTo(1200, -1) });
    await advance(950);
    const second = await stable();
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.expires_in).toBe(7200);
    expect((await send('bench-1', String(first.access_token))).errcode).toBe(0);
    expect((await send('bench-1', String(second.access_token))).errcode).toBe(0);
    await advance(300);
    expect((await send('bench-1', String(first.access_token))).errcode).toBe(42001);
  });

  it('forced: end the one before at once, at most each 30 seconds and 20 times a day', async () => {
    const first = await stable();
    const forced = await stable({ force_refresh: true });
    expect(forced.access_token).not.toBe(first.access_token);
    expect((await send('bench-1', String(first.access_token))).errcode).toBe(40001);
    expect((await stable({ force_refresh: true })).errcode).toBe(45009);
    for (let n = 2; n <= 20; n++) {
      await advance(31);
      expect((await stable({ force_refresh: true })).errcode).toBeUndefined();
    }
    await advance(31);
    expect((await stable({ force_refresh: true })).errcode).toBe(45009);
  });

  it('of the older call end the one fetched before', async () => {
    const fetchOld = () => api('GET', `/cgi-bin/token?${new URLSearchParams(credentials()).toString()}`);
    const first = await fetchOld();
    const second = await fetchOld();
    expect((await send('bench-1', String(first.access_token))).errcode).toBe(40001);
    expect((await send('bench-1', String(second.access_token))).errcode).toBe(0);
  });

  it.each([
    [{ grant_type: 'other' }, 40002],
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ appid: 'wx_other' }, 40013],
    [{ secret: 'wrong' }, 40125],
  ])('are refused for %j', async (wrong, code) => {
    expect((await stable(wrong)).errcode).toBe(code);
  });
});

describe('sending', () => {
  it('spends one consent a message, and refuses without', async () => {
    simulator = await startTestSimulator({ benchCredit: 2 });
    expect([(await send('bench-7')).errcode, (await send('bench-7')).errcode]).toEqual([0, 0]);
    expect((await send('bench-7')).errcode).toBe(43101);
    await simulator.control('post', '/demo/consent', { resident: 'bench-7', templateIds: [NOTICE] });
    expect((await send('bench-7')).errcode).toBe(0);
    await simulator.control('post', '/demo/refuse', { resident: 'bench-8', templateId: NOTICE });
    expect((await send('bench-8')).errcode).toBe(43101);
  });

  it('to the same person twice at once is refused', async () => {
    simulator = await startTestSimulator({ benchCredit: 5, latencyMs: 50 });
    const token = String((await stable()).access_token);
    const codes = await Promise.all([send('bench-1', token), send('bench-1', token), send('bench-2', token)]);
    expect(codes.map(({ errcode }) => errcode).sort()).toEqual([0, 0, 43108]);
    expect((await send('bench-1', token)).errcode).toBe(0);
  });

  it('keeps to the limits of the minute and the day', async () => {
    simulator = await startTestSimulator({ benchCredit: 100 });
    await simulator.control('post', '/limits', { perMinute: 2, daily: 3 });
    const next = async (n: number) => (await send(`bench-${n}`)).errcode;
    expect([await next(1), await next(2), await next(3)]).toEqual([0, 0, 45011]);
    await simulator.control('post', '/clock', { advanceSeconds: 60 });
    expect([await next(4), await next(5)]).toEqual([0, 45009]);
    await simulator.control('post', '/clock', { advanceSeconds: 24 * 3600 });
    expect(await next(6)).toBe(0);
  });

  it.each([
    [{ touser: 'nobody' }, 40003],
    [{ template_id: 'none' }, 40037],
    [{ page: '/pages/notice/index' }, 41030],
    [{ page: 'pages/none/index' }, 41030],
    [{ data: {} }, 47003],
    [{ lang: 'de' }, 47003],
    [{ miniprogram_state: 'other' }, 47003],
  ])('is refused with %j and costs no consent', async (wrong, code) => {
    simulator = await startTestSimulator({ benchCredit: 1 });
    expect((await send('bench-1', undefined, wrong)).errcode).toBe(code);
    expect((await send('bench-1')).errcode).toBe(0);
  });

  it('is counted by message and recipient, a million bench residents cheaply', async () => {
    simulator = await startTestSimulator({ benchCredit: 2 });
    const before = process.memoryUsage().arrayBuffers;
    for (const openid of ['bench-0', 'bench-2', 'bench-2', 'bench-999999'])
      expect((await send(openid)).errcode).toBe(0);
    const { body } = await simulator.control('get', '/journal?expected=4');
    expect(body.messages).toMatchObject([
      {
        page: 'pages/notice/index?id=n1',
        accepted: 4,
        recipients: 3,
        duplicates: 1,
        repeated: ['bench-2'],
        missing: { count: 2, named: ['bench-1', 'bench-3'] },
      },
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  });
});

describe('faults', () => {
  beforeEach(async () => {
    simulator = await startTestSimulator({ benchCredit: 100 });
  });
  const fault = (more: object) => simulator.control('post', '/faults', { path: SEND, ...more });

  it('hit an even share of the calls, and end', async () => {
    await fault({ kind: 'error', code: -1, share: 0.25 });
    const codes: unknown[] = [];
    for (let n = 0; n < 8; n++) codes.push((await send(`bench-${n}`)).errcode);
    expect(codes).toEqual([0, 0, 0, -1, 0, 0, 0, -1]);
    await simulator.control('delete', '/faults');
    await fault({ kind: 'error', code: 45009, count: 1 });
    expect([(await send('bench-1')).errcode, (await send('bench-1')).errcode]).toEqual([45009, 0]);
    expect((await simulator.control('get', '/faults')).body).toMatchObject([{ hits: 1 }]);
  });

  it('cut the connection before or after the message is accepted', async () => {
    const token = String((await stable()).access_token);
    const accepted = async () =>
      ((await simulator.control('get', '/journal')).body.messages[0]?.accepted ?? 0) as number;
    await fault({ kind: 'cut', accept: false, count: 1 });
    await expect(send('bench-1', token)).rejects.toThrow();
    expect(await accepted()).toBe(0);
    await fault({ kind: 'cut', count: 1 });
    await expect(send('bench-1', token)).rejects.toThrow();
    expect(await accepted()).toBe(1);
  });

  it('slow a call down', async () => {
    await fault({ kind: 'latency', ms: 120, count: 1 });
    const token = String((await stable()).access_token);
    const began = performance.now();
    await send('bench-1', token);
    expect(performance.now() - began).toBeGreaterThanOrEqual(115);
  });

  it('are refused when they make no sense, and from pages of other sites', async () => {
    expect((await fault({ kind: 'explode' })).status).toBe(400);
    const foreign = await fetch(`${simulator.origin}/simulator/faults`, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
      body: JSON.stringify({ kind: 'cut' }),
    });
    expect(foreign.status).toBe(403);
    expect((await simulator.control('get', '/faults')).body).toEqual([]);
  });
});

it('lists the templates as WeChat would', async () => {
  simulator = await startTestSimulator();
  const token = String((await stable()).access_token);
  const { data } = await api('GET', `/wxaapi/newtmpl/gettemplate?access_token=${token}`);
  expect(data).toContainEqual(
    expect.objectContaining({
      priTmplId: NOTICE,
      type: 2,
      content: expect.stringContaining('通知标题:{{thing1.DATA}}'),
    }),
  );
});
