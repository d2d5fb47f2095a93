import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import mongoose from 'mongoose';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { AppError } from '../errors';
import { createLogger } from '../observability';
import { removeExpiredCounters } from './rateCounters';
import { ResponseCache } from './responseCache';
import { createAccessLog } from './requestLog';
import { route } from './route';

useTestDatabase();

let computed = 0;
const cache = new ResponseCache(60_000);
const routes = [
  route({
    method: 'get',
    path: '/cached',
    summary: 'counts how often it is computed',
    tag: 'test',
    maxAge: 10,
    response: z.object({ computed: z.int(), filler: z.string() }),
    handler: async () => {
      computed += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return { computed, filler: '字'.repeat(2000) };
    },
  }),
  route({
    method: 'post',
    path: '/echo',
    summary: 'echo',
    tag: 'test',
    body: z.object({ text: z.string().max(100_000) }),
    response: z.object({ text: z.string() }),
    handler: ({ body }) => Promise.resolve(body),
  }),
  route({
    method: 'get',
    path: '/broken',
    summary: 'throws',
    tag: 'test',
    handler: () => Promise.reject(new Error('secret detail')),
  }),
  route({
    method: 'get',
    path: '/limited',
    summary: 'three calls a minute',
    tag: 'test',
    callsPerMinute: 3,
    handler: () => Promise.resolve(),
  }),
  route({
    method: 'get',
    path: '/gone',
    summary: 'throws ours',
    tag: 'test',
    handler: () => Promise.reject(new AppError('notice_not_found')),
  }),
  route({
    method: 'delete',
    path: '/thing',
    summary: 'takes nothing',
    tag: 'test',
    handler: () => Promise.resolve(),
  }),
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ routes, cache });
});
afterAll(() => server.stop());

test('many who ask at once cause one computation, and the next one none', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.call('get', '/cached')));
  expect(new Set(answers.map(({ body }) => body.computed))).toEqual(new Set([1]));
  cache.clear();
  expect((await server.call('get', '/cached')).body.computed).toBe(2);
});

test('an answer at hand has every header of one just made', async () => {
  cache.clear();
  const made = await server.call('get', '/cached');
  const kept = await server.call('get', '/cached');
  expect(kept.body).toEqual(made.body);
  expect([...kept.headers.keys()]).toEqual([...made.headers.keys()]);
  expect(kept.headers.get('content-security-policy')).toBe(made.headers.get('content-security-policy'));
  expect(kept.headers.get('x-request-id')).not.toBe(made.headers.get('x-request-id'));
});

test('a cached answer is compressed for those who accept it', async () => {
  const { headers } = await server.call('get', '/cached', { headers: { 'accept-encoding': 'gzip' } });
  expect(headers.get('content-encoding')).toBe('gzip');
});

test.each([
  ['broken JSON', '{"text":', 400, 'malformed_json'],
  ['a body over the limit', JSON.stringify({ text: 'x'.repeat(70_000) }), 413, 'payload_too_large'],
  ['a wrong type', JSON.stringify({ text: 5 }), 400, 'invalid_input'],
])('%s answers a problem', async (_name, body, status, code) => {
  expect(await server.call('post', '/echo', { body })).toMatchObject({ status, body: { code } });
});

test('an unexpected error tells nothing of its inside', async () => {
  const { status, body } = await server.call('get', '/broken');
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('our errors keep their code, unknown addresses and methods get theirs', async () => {
  expect((await server.call('get', '/gone')).body.code).toBe('notice_not_found');
  expect((await server.call('get', '/nowhere')).body.code).toBe('not_found');
  expect((await server.call('delete', '/echo')).body.code).toBe('method_not_allowed');
});

test('the id of a request is made by the server, whatever the caller sends', async () => {
  const made = await server.call('get', '/gone', { headers: { 'x-request-id': 'abcdef-123456' } });
  expect(made.body.requestId).toMatch(/^[\w-]{36}$/);
  expect(made.body.requestId).not.toContain('abcdef-123456');
  expect(made.headers.get('x-request-id')).toBe(made.body.requestId);
});

test('the id that the caller gave a request stands beside ours in the log, unless it could not be one', () => {
  const lines: Record<string, unknown>[] = [];
  const log = createAccessLog(createLogger('info', { write: (line: string) => void lines.push(JSON.parse(line)) }));
  for (const given of ['abcdef-123456', 'x'.repeat(65), 'two lines\n', undefined]) {
    const request = { method: 'GET', headers: { 'x-request-id': given } } as unknown as IncomingMessage;
    log({ requestId: 'ours', request, route: '/gone', status: 404, started: performance.now() });
  }
  expect(lines.map(({ requestId, clientRequestId }) => [requestId, clientRequestId])).toEqual([
    ['ours', 'abcdef-123456'],
    ['ours', undefined],
    ['ours', undefined],
    ['ours', undefined],
  ]);
});

test('the strict limit answers 429 with the seconds to wait', async () => {
  const statuses = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await server.call('get', '/limited')).status);
  expect(statuses).toEqual([204, 204, 204, 429]);
  const { headers } = await server.call('get', '/limited');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});

test('the limit per address is shared by two servers', async () => {
  await mongoose.connection.collection('ratecounters').deleteMany({});
  const config = testConfig({ RATE_PER_IP: '120' });
  const servers = await Promise.all([1, 2].map(() => startTestServer({ routes, config })));
  const statuses: number[] = [];
  for (let n = 0; n < 240; n += 1) {
    statuses.push((await (servers[n % 2] as TestServer).call('get', '/gone')).status);
  }
  await Promise.all(servers.map((one) => one.stop()));
  const served = statuses.filter((status) => status === 404).length;
  expect(served).toBeGreaterThanOrEqual(114);
  expect(served).toBeLessThanOrEqual(126);
});

test('ended counters are removed, running ones stay', async () => {
  const counters = mongoose.connection.collection<{ _id: string; points: number; expire: Date }>('ratecounters');
  const before = await counters.countDocuments();
  await counters.insertOne({ _id: 'old', points: 1, expire: new Date(0) });
  expect(await removeExpiredCounters(new Date())).toBe(1);
  expect(await counters.countDocuments()).toBe(before);
});

test('security headers are set and no other origin is let in', async () => {
  const { headers } = await server.call('get', '/gone', { headers: { origin: 'https://evil.example' } });
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

describe('what a route does not know is refused, never ignored', () => {
  test.each([
    ['post', '/echo', { text: '甲', txet: '乙' }, [{ path: 'txet', message: '没有这一项，应为 text' }]],
    ['post', '/echo?dry=1', { text: '甲' }, [{ path: 'dry', message: '没有这一项' }]],
    ['get', '/broken?x=1', undefined, [{ path: 'x', message: '没有这一项' }]],
    ['delete', '/thing', { reason: '写了原因' }, [{ path: 'reason', message: '没有这一项' }]],
  ])('%s %s', async (method, path, body, errors) => {
    const answer = await server.call(method, path, { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', errors } });
  });
  test('an empty body is no body', async () => {
    expect((await server.call('delete', '/thing', { body: {} })).status).toBe(204);
    expect((await server.call('delete', '/thing')).status).toBe(204);
  });
  test('what the schemas themselves say is Chinese', async () => {
    const { body } = await server.call('post', '/echo', { body: { text: 1 } });
    expect(body.errors).toMatchObject([{ path: 'text', message: expect.stringMatching(/\p{Script=Han}/u) }]);
  });
});
