import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { startTestSimulator, type TestSimulator } from '../../../test/testSimulator';
import { useTestDatabase } from '../../../test/testDatabase';
import { DEMO_TEMPLATES } from '../../config/templates';
import { createLogger } from '../../observability';
import { createWechatClient } from '.';
import { takeLease } from './tokenLease';
import { WechatTokens } from './tokenLease';
import type { SubscribeMessage, WechatClient } from './types';

useTestDatabase();

let simulator: TestSimulator;
beforeEach(async () => {
  await WechatTokens.deleteMany({});
  simulator = await startTestSimulator({ benchCredit: 1 });
});
afterEach(() => simulator.stop());

const SEND = '/subscribe/send';

function aMessage(touser: string, more: Partial<SubscribeMessage> = {}): SubscribeMessage {
  return {
    touser,
    templateId: DEMO_TEMPLATES.notice?.id ?? '',
    page: 'pages/notice/index?id=n1',
    data: {
      thing1: { value: '森林草原禁火' },
      thing2: { value: '某市人民政府' },
      time3: { value: '2026-11-20 10:00' },
      thing4: { value: '点开查看全文' },
    },
    ...more,
  };
}

/** One of several clients, in turn. */
function clientOf(clients: WechatClient[], n: number): WechatClient {
  return clients[n % clients.length] as WechatClient;
}

describe('sendSubscribeMessage', () => {
  it('keeps every digit of the message id', async () => {
    const result = await simulator.client().sendSubscribeMessage(aMessage('bench-1'));
    expect(result).toMatchObject({ status: 'answered', errcode: 0 });
    const { body } = await simulator.control('get', '/journal/sends');
    expect(result).toHaveProperty('msgid', body[0].msgid);
    expect(body[0].msgid).toMatch(/^\d{19}$/);
    expect(String(Number(body[0].msgid))).not.toBe(body[0].msgid);
  });

  it('passes WeChat’s refusals on', async () => {
    const client = simulator.client();
    const long = aMessage('bench-2');
    long.data.thing1 = { value: '一'.repeat(21) };
    const outcome = async (message: SubscribeMessage) => {
      const result = await client.sendSubscribeMessage(message);
      return result.status === 'answered' ? `${result.errcode} ${result.errmsg}` : result.status;
    };
    expect(await outcome(long)).toMatch(/^47003 argument invalid! data\.thing1\.value invalid rid: \w+-\w+-\w+$/);
    expect(await outcome(aMessage('nobody'))).toMatch(/^40003 /);
    expect(await outcome(aMessage('bench-2', { templateId: 'unknown' }))).toMatch(/^40037 /);
    expect(await outcome(aMessage('bench-2', { page: 'pages/unknown/index' }))).toMatch(/^41030 /);
    expect(await outcome(aMessage('bench-2'))).toMatch(/^0 /);
    expect(await outcome(aMessage('bench-2'))).toMatch(/^43101 /);
  });

  it.each([
    [502, undefined, true],
    [504, undefined, true],
    [500, '{"errcode":0,"errmsg":"ok"}', true],
    [200, undefined, true],
    [200, '{}', true],
    [302, undefined, false],
    [403, undefined, false],
    [429, undefined, false],
  ])('takes %i %s of a gateway for no answer of WeChat; it may have been delivered: %s', async (status, body, sent) => {
    const client = simulator.client();
    await simulator.control('post', '/faults', { kind: 'http', status, body, path: SEND, count: 1 });
    const result = await client.sendSubscribeMessage(aMessage('bench-1'));
    expect(result).toEqual({ status: 'no-answer', reason: 'gateway', sent });
  });

  it('believes WeChat’s own code under any status', async () => {
    const client = simulator.client();
    const body = '{"errcode":-1,"errmsg":"system error"}';
    await simulator.control('post', '/faults', { kind: 'http', status: 503, body, path: SEND, count: 1 });
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toMatchObject({ status: 'answered', errcode: -1 });
  });

  it('tells a lost answer from a request that never left', async () => {
    const client = simulator.client({ connect: 300, answer: 300 });
    await client.warm();
    await simulator.control('post', '/faults', { kind: 'cut', path: SEND, count: 1 });
    await simulator.control('post', '/faults', { kind: 'hang', path: SEND, count: 1 });
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toEqual({
      status: 'no-answer',
      reason: 'connection',
      sent: true,
    });
    expect(await client.sendSubscribeMessage(aMessage('bench-2'))).toEqual({
      status: 'no-answer',
      reason: 'timeout',
      sent: true,
    });
    const { body } = await simulator.control('get', '/journal');
    expect(body.messages[0].accepted).toBe(2);

    await simulator.stop();
    expect(await client.sendSubscribeMessage(aMessage('bench-3'))).toMatchObject({ status: 'no-answer', sent: false });
    simulator = await startTestSimulator();
  });

  it('proves after its end that nothing was sent', async () => {
    const client = simulator.client();
    await client.warm();
    await client.close();
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toMatchObject({ status: 'no-answer', sent: false });
    expect((await simulator.control('get', '/journal')).body.messages).toEqual([]);
  });

  it('takes an answer without a code for no answer of WeChat', async () => {
    const token = JSON.stringify({ access_token: 'a-token', expires_in: 7200 });
    const odd = createHttpServer(({ url }, response) => response.end(url === '/cgi-bin/stable_token' ? token : '{}'));
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const account = { ...simulator.account, apiBase: `http://127.0.0.1:${(odd.address() as AddressInfo).port}` };
    const client = createWechatClient(account, createLogger('silent'), { connect: 1000, answer: 1000 });
    const unreadable = { status: 'no-answer', reason: 'gateway', sent: true };
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toEqual(unreadable);
    await client.close();
    await new Promise((resolve) => odd.close(resolve));
  });

  it('sends nothing without a token, and says so', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const account = { ...simulator.account, apiBase: `http://127.0.0.1:${port}` };
    const client = createWechatClient(account, createLogger('silent'), { connect: 300, answer: 300 });
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toEqual({
      status: 'no-answer',
      reason: 'no-token',
      sent: false,
    });
    expect(await client.warm()).toBe(false);
    await client.close();
  });
});

describe('the access token', () => {
  const issued = async () => (await simulator.control('get', '/tokens')).body.issued as number;

  it('is fetched once however many ask at the same time, in several clients', async () => {
    const clients = [simulator.client(), simulator.client(), simulator.client()];
    const sends = Array.from({ length: 60 }, (_, n) =>
      clientOf(clients, n).sendSubscribeMessage(aMessage(`bench-${n}`)),
    );
    for (const result of await Promise.all(sends)) expect(result).toMatchObject({ errcode: 0 });
    const { body } = await simulator.control('get', '/journal');
    expect(body.outcomes['/cgi-bin/stable_token 0']).toBe(1);
  });

  it('is renewed and the send repeated when WeChat refuses it', async () => {
    const clients = [simulator.client(), simulator.client()];
    await Promise.all(clients.map((client) => client.warm()));
    await simulator.control('post', '/tokens/revoke');
    const sends = Array.from({ length: 20 }, (_, n) =>
      clientOf(clients, n).sendSubscribeMessage(aMessage(`bench-${n}`)),
    );
    for (const result of await Promise.all(sends)) expect(result).toMatchObject({ errcode: 0 });
    expect(await issued()).toBe(2);
  });

  it('is repeated only once: a code that stays is handed on', async () => {
    const client = simulator.client();
    await simulator.control('post', '/faults', { kind: 'error', code: 40001, path: SEND });
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toMatchObject({ errcode: 40001 });
    const { body } = await simulator.control('get', '/journal');
    expect(body.outcomes['/cgi-bin/message/subscribe/send 40001']).toBe(2);
  });

  it('is not asked for again and again while WeChat refuses it and gives it out all the same', async () => {
    const client = simulator.client();
    await client.warm();
    await simulator.control('post', '/faults', { kind: 'error', code: 40001, path: SEND });
    for (let n = 0; n < 10; n++) await client.sendSubscribeMessage(aMessage(`bench-${n}`));
    const { body } = await simulator.control('get', '/journal');
    expect(body.outcomes['/cgi-bin/stable_token 0']).toBe(2);
  });

  it('is taken over from a process that died while fetching', async () => {
    const client = simulator.client();
    await WechatTokens.create({
      _id: simulator.account.appId,
      lease: { owner: 'a dead process', until: new Date(Date.now() + 400) },
    });
    expect(await client.warm()).toBe(true);
  });

  it('is left to another process that looked at the clock a moment later', async () => {
    const lease = { owner: 'another process', until: new Date(Date.now() + 15_000 + 500) };
    await WechatTokens.create({ _id: simulator.account.appId, lease });
    expect(await takeLease(simulator.account.appId)).toBe(false);
  });

  it('is fetched although a lease ends an hour ahead: the clock was set back', async () => {
    const client = simulator.client();
    await WechatTokens.create({
      _id: simulator.account.appId,
      lease: { owner: 'before the jump', until: new Date(Date.now() + 3600_000) },
    });
    expect(await client.warm()).toBe(true);
  });

  it('is renewed in its last five minutes without making anybody wait', async () => {
    const client = simulator.client();
    await client.warm();
    await simulator.control('post', '/clock', { advanceSeconds: 7200 - 200 });
    await WechatTokens.deleteMany({});
    const second = simulator.client();
    await second.warm();
    expect(await issued()).toBe(2);
    // Both tokens are valid now: the first client still holds the old one.
    expect(await client.sendSubscribeMessage(aMessage('bench-1'))).toMatchObject({ errcode: 0 });
    expect(await second.sendSubscribeMessage(aMessage('bench-2'))).toMatchObject({ errcode: 0 });
    expect(await issued()).toBe(2);
  });
});

describe('codeToSession', () => {
  it('gives the openid, for one use of a code', async () => {
    const client = simulator.client();
    const code = await simulator.loginCode('bench-7');
    expect(await client.codeToSession(code)).toEqual({ openid: 'bench-7' });
    await expect(client.codeToSession(code)).rejects.toMatchObject({ code: 'login_code_invalid' });
    await expect(client.codeToSession('made up')).rejects.toMatchObject({ code: 'login_code_invalid' });
  });

  it('refuses a code older than five minutes', async () => {
    const code = await simulator.loginCode('bench-7');
    await simulator.control('post', '/clock', { advanceSeconds: 301 });
    await expect(simulator.client().codeToSession(code)).rejects.toMatchObject({ code: 'login_code_invalid' });
  });

  it.each([
    [45011, 'too_many_requests'],
    [40226, 'forbidden'],
    [40125, 'wechat_unavailable'],
  ])('maps %i to %s', async (code, expected) => {
    await simulator.control('post', '/faults', { kind: 'error', code, path: '/jscode2session' });
    await expect(simulator.client().codeToSession('code')).rejects.toMatchObject({ code: expected });
  });

  it('asks a busy WeChat again, and gives up in the end', async () => {
    const client = simulator.client();
    const code = await simulator.loginCode('bench-7');
    await simulator.control('post', '/faults', { kind: 'error', code: -1, path: '/jscode2session', count: 2 });
    expect(await client.codeToSession(code)).toEqual({ openid: 'bench-7' });
    await simulator.control('post', '/faults', { kind: 'error', code: -1, path: '/jscode2session' });
    await expect(client.codeToSession(code)).rejects.toMatchObject({ code: 'wechat_unavailable' });
  });
});

describe('quota and codes', () => {
  it('reads what is left of the day', async () => {
    const client = simulator.client();
    await client.sendSubscribeMessage(aMessage('bench-1'));
    await simulator.control('post', '/limits', { daily: 1000, perMinute: 600 });
    expect(await client.quota('/cgi-bin/message/subscribe/send')).toEqual({
      daily: { limit: 1000, used: 1, remain: 999 },
      rate: { calls: 600, seconds: 60 },
    });
    await simulator.control('post', '/faults', { kind: 'error', code: -1, path: '/quota/get' });
    expect(await client.quota('/cgi-bin/message/subscribe/send')).toBeNull();
  });

  it('gives a mini-program code as an image', async () => {
    const client = simulator.client();
    const { image, contentType } = await client.miniProgramCode({
      scene: 'i=12',
      page: 'pages/item/index',
      width: 430,
    });
    expect(contentType).toBe('image/png');
    expect(image.subarray(1, 4).toString()).toBe('PNG');
    expect(image.readUInt32BE(16)).toBe(430);
    const tooLong = { scene: 'x'.repeat(33), page: 'pages/item/index', width: 430 };
    await expect(client.miniProgramCode(tooLong)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

it('writes neither a secret, a token nor an openid to the log', async () => {
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line) => void lines.push(line) });
  const client = createWechatClient(simulator.account, logger, { connect: 300, answer: 300 });
  await client.sendSubscribeMessage(aMessage('bench-1'));
  await simulator.control('post', '/faults', { kind: 'error', code: 40125, path: '/stable_token' });
  await WechatTokens.deleteMany({});
  const unlucky = createWechatClient(simulator.account, logger, { connect: 300, answer: 300 });
  await unlucky.sendSubscribeMessage(aMessage('bench-2'));
  await expect(unlucky.codeToSession('0123456789abcdef')).rejects.not.toThrow(/0123456789abcdef|secret=/);
  await Promise.all([client.close(), unlucky.close()]);
  expect(lines.join('')).toContain('"errcode":40125');
  expect(lines.join('')).not.toMatch(new RegExp(`bench-|0123456789abcdef|${simulator.account.secret}"`));
});
