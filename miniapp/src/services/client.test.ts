import { ApiError } from './ApiError';
import { createClient, pathOf, type Answer, type ClientParts, type Sent } from './client';

const ok = (data: unknown): Answer => ({ statusCode: 200, data });
const failing = (statusCode: number, data: unknown = {}): Answer => ({ statusCode, data });

/** A client whose server gives the prepared answers in turn; a string is a request that got no answer. */
function clientWith(answers: (Answer | string)[], session: Partial<ClientParts['session']> = {}) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  let token: string | null = 'OLD';
  const request = createClient({
    origin: 'http://server.test',
    send: (one) => {
      sent.push(one);
      const answer = answers[sent.length - 1];
      if (answer === undefined) throw new Error('more requests than prepared answers');
      return typeof answer === 'string'
        ? Promise.reject(Object.assign(new Error(), { errMsg: answer }))
        : Promise.resolve(answer);
    },
    session: {
      token: () => token,
      renew: () => {
        token = 'NEW';
        return Promise.resolve(token);
      },
      replace: (former, next) => {
        if (former === token) token = next;
      },
      ...session,
    },
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  });
  return { request, sent, waits };
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(thrown)}`);
  return thrown;
}

test('pathOf drops what is not set and keeps one order', () => {
  expect(pathOf('/notices', { topic: 'fire', cursor: undefined, limit: 20, region: '' })).toBe(
    '/notices?limit=20&topic=fire',
  );
  expect(pathOf('/search', { q: '上坟 烧纸' })).toBe('/search?q=%E4%B8%8A%E5%9D%9F%20%E7%83%A7%E7%BA%B8');
});

describe('reads', () => {
  test('are tried again with a growing pause while the server is down', async () => {
    const { request, sent, waits } = clientWith([failing(503), 'request:fail', ok({ id: 1 })]);
    await expect(request('/notices')).resolves.toEqual({ id: 1 });
    expect(sent).toHaveLength(3);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });

  test('give up after three tries', async () => {
    const { request, sent } = clientWith(['request:fail', 'request:fail', 'request:fail']);
    expect((await failureOf(request('/notices'))).code).toBe('offline');
    expect(sent).toHaveLength(3);
  });

  test('are not repeated after a time-out or a clear refusal', async () => {
    const slow = clientWith(['request:fail timeout']);
    expect((await failureOf(slow.request('/notices'))).code).toBe('timeout');
    expect(slow.sent).toHaveLength(1);
    const missing = clientWith([failing(404)]);
    expect((await failureOf(missing.request('/notices/x'))).status).toBe(404);
    expect(missing.sent).toHaveLength(1);
  });

  test('carry a time-out and no token', async () => {
    const { request, sent } = clientWith([ok({})]);
    await request('/notices');
    expect(sent[0]?.timeout).toBe(10_000);
    expect(sent[0]?.header).not.toHaveProperty('Authorization');
  });
});

test('a write is never repeated', async () => {
  const { request, sent } = clientWith([failing(503)]);
  await failureOf(request('/me/subscription', { method: 'PUT', data: {}, personal: true }));
  expect(sent).toHaveLength(1);
});

describe('errors', () => {
  test("say the server's own words and keep its code and request id", async () => {
    const problem = { code: 'notice_not_found', title: '通知不存在', detail: '可能已撤回', requestId: 'r-1' };
    const { request } = clientWith([failing(404, problem)]);
    const error = await failureOf(request('/notices/x'));
    expect(error).toMatchObject({ code: 'notice_not_found', message: '可能已撤回', requestId: 'r-1' });
  });

  test('read a problem that came as text', async () => {
    const { request } = clientWith([failing(409, '{"code":"conflict","title":"内容已变化"}')]);
    expect((await failureOf(request('/notices/x'))).message).toBe('内容已变化');
  });

  test('speak Chinese where the server says nothing, and hide the inside of a crash', async () => {
    const down = [failing(500, { title: 'TypeError: x' }), failing(500), failing(500, { title: 'TypeError: x' })];
    expect((await failureOf(clientWith(down).request('/notices'))).message).toBe('服务暂时不可用，请稍后再试');
    expect((await failureOf(clientWith([failing(403)]).request('/notices'))).message).toBe('没有权限查看');
  });
});

describe('personal calls', () => {
  const me = { personal: true };

  test('sign in again once when the token has run out', async () => {
    const { request, sent } = clientWith([failing(401), ok({ id: 'r' })]);
    await expect(request('/me', me)).resolves.toEqual({ id: 'r' });
    expect(sent.map((one) => one.header.Authorization)).toEqual(['Bearer OLD', 'Bearer NEW']);
  });

  test('do not go round in circles when the new token is refused too', async () => {
    const { request, sent } = clientWith([failing(401), failing(401)]);
    expect((await failureOf(request('/me', me))).status).toBe(401);
    expect(sent).toHaveLength(2);
  });

  test('sign in first when there is no token', async () => {
    const { request, sent } = clientWith([ok({})], { token: () => null });
    await request('/me', me);
    expect(sent[0]?.header.Authorization).toBe('Bearer NEW');
  });

  test('go on with the token that the server gave in place of the old one, however its header is spelt', async () => {
    const renewed = (name: string, token: string): Answer => ({
      ...ok({}),
      header: { 'Content-Type': 'x', [name]: token },
    });
    const answers = [renewed('X-Renewed-Token', 'SECOND'), renewed('x-renewed-token', 'THIRD'), ok({})];
    const { request, sent } = clientWith(answers);
    for (const _ of answers) await request('/me', me);
    expect(sent.map((one) => one.header.Authorization)).toEqual(['Bearer OLD', 'Bearer SECOND', 'Bearer THIRD']);
  });

  test('a public 401 is not a reason to sign in', async () => {
    const { request, sent } = clientWith([failing(401)]);
    await failureOf(request('/notices'));
    expect(sent).toHaveLength(1);
  });
});
