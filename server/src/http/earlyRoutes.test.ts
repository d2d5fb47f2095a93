import * as z from 'zod';
import { startTestServer, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { AppError } from '../errors';
import { earlyRoutes } from './earlyRoutes';
import { route } from './route';

useTestDatabase();

const plain = { method: 'post', summary: 'early', tag: 'test', unlimited: true, early: true } as const;
const routes = [
  route({
    ...plain,
    path: '/early',
    status: 200,
    handler: ({ ctx }) => {
      if (ctx.query.refuse !== undefined) throw new AppError('unavailable', { retryAfter: 5 });
      ctx.type = 'text/plain';
      ctx.body = 'x'.repeat(5000);
      return Promise.resolve();
    },
  }),
  route({ ...plain, path: '/early/nothing', handler: () => Promise.resolve() }),
];

const noLimits = { assertFewRefusals: () => undefined, refusal: () => Promise.resolve() };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ routes });
});
afterAll(() => server.stop());

test('an early answer has its id and what keeps it from being stored or guessed at, and nothing for browsers', async () => {
  const headers = { 'accept-encoding': 'gzip', 'x-request-id': 'abcdef-123456' };
  const answer = await server.call('post', '/early?a=1', { headers });
  expect([answer.status, answer.body]).toEqual([200, 'x'.repeat(5000)]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers.get('content-security-policy')).toBeNull();
  expect(answer.headers.get('content-encoding')).toBeNull();
  expect((await server.call('post', '/early/nothing')).status).toBe(204);
});

test('an early refusal is a problem like any other', async () => {
  const { status, headers, body } = await server.call('post', '/early?refuse');
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  expect(body).toMatchObject({ code: 'unavailable', requestId: expect.stringMatching(/^[\w-]{36}$/) });
});

test('early answers are counted under their route', async () => {
  await server.call('post', '/early');
  const metrics = await (await fetch(`${server.origin}/metrics`)).text();
  expect(metrics).toMatch(
    /shuozhi_http_request_duration_seconds_count\{route="\/api\/v1\/early",method="POST",status="200"\} [1-9]/,
  );
});

test('other methods and addresses are answered as ever', async () => {
  expect((await server.call('get', '/early')).body.code).toBe('method_not_allowed');
  expect((await server.call('post', '/early/other')).body.code).toBe('not_found');
});

test.each([
  ['a limit', route({ ...plain, unlimited: false, path: '/a', handler: () => Promise.resolve() })],
  ['a body', route({ ...plain, path: '/a', body: z.object({}), handler: () => Promise.resolve() })],
  ['parameters', route({ ...plain, path: '/a/:id', handler: () => Promise.resolve() })],
  [
    'a guard',
    route({
      ...plain,
      path: '/a',
      guard: { scheme: 'staff', keyOf: () => '', check: () => Promise.resolve(null) },
      handler: () => Promise.resolve(),
    }),
  ],
])('a route with %s cannot be early', (_what, each) => {
  expect(() => earlyRoutes('', [each], noLimits)).toThrow(/cannot be early/);
});
