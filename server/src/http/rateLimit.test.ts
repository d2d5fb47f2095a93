import { Pool } from 'undici';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { ResponseCache } from './responseCache';
import { route } from './route';
import * as z from 'zod';

useTestDatabase();

const LIMIT = 300;
const plain = { summary: 'test', tag: 'test' } as const;
const routes = [
  route({ ...plain, method: 'get', path: '/free', handler: () => Promise.resolve() }),
  route({ ...plain, method: 'get', path: '/login', callsPerMinute: 3, handler: () => Promise.resolve() }),
  route({
    ...plain,
    method: 'get',
    path: '/read',
    maxAge: 10,
    response: z.object({ n: z.int() }),
    handler: () => Promise.resolve({ n: 1 }),
  }),
];

/** Four processes' worth: each has its own leases, all count into the same database. */
let servers: TestServer[];
beforeAll(async () => {
  const config = testConfig({ RATE_PER_IP: String(LIMIT), RATE_PER_RESIDENT: '60', PROXY: '1' });
  const identify = (authorization: string) => /^Bearer (r\d)$/.exec(authorization)?.[1] ?? null;
  servers = await Promise.all(
    [1, 2, 3, 4].map(() => startTestServer({ routes, config, identify, cache: new ResponseCache(60_000) })),
  );
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

/** Sends calls over so many connections, evenly to the servers. @returns how many were answered by status */
async function calls(
  total: number,
  connections: number,
  to: readonly TestServer[],
  headers: Record<string, string>,
  path = '/free',
): Promise<Map<number, number>> {
  const pools = to.map(({ origin }) => new Pool(origin, { connections: Math.ceil(connections / to.length) }));
  const statuses = new Map<number, number>();
  let left = total;
  const client = async (n: number) => {
    const pool = pools[n % pools.length] as Pool;
    while (left > 0) {
      left -= 1;
      const { statusCode, body } = await pool.request({ method: 'GET', path: `/api/v1${path}`, headers });
      await body.dump();
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, n) => client(n)));
  await Promise.all(pools.map((pool) => pool.close()));
  return statuses;
}

const from = (address: string) => ({ 'x-forwarded-for': address });

test.each([
  [1, 1],
  [64, 1],
  [256, 1],
  [1000, 1],
  [1, 4],
  [64, 4],
  [256, 4],
  [1000, 4],
])('the limit is kept within 5 %% at %d connections to %d processes', async (connections, processes) => {
  const to = servers.slice(0, processes);
  const statuses = await calls(
    2 * LIMIT,
    connections,
    to,
    from(`203.0.113.${connections % 200}`.concat(`${processes}`)),
  );
  expect([...statuses.keys()].sort()).toEqual([204, 429]);
  expect(statuses.get(204)).toBeGreaterThanOrEqual(LIMIT * 0.95);
  expect(statuses.get(204)).toBeLessThanOrEqual(LIMIT);
});

test('a process that takes no more calls keeps little from the others', async () => {
  const [first, ...others] = servers as [TestServer, ...TestServer[]];
  for (const other of others) await calls(1, 1, [other], from('198.51.100.1'));
  const statuses = await calls(2 * LIMIT, 64, [first], from('198.51.100.1'));
  expect((statuses.get(204) ?? 0) + others.length).toBeGreaterThanOrEqual(LIMIT * 0.95);
});

test('an answer at hand counts like any other', async () => {
  const statuses = await calls(2 * LIMIT, 64, servers, from('198.51.100.2'), '/read');
  expect(statuses.get(200)).toBeGreaterThanOrEqual(LIMIT * 0.95);
  expect(statuses.get(200)).toBeLessThanOrEqual(LIMIT);
});

test('residents behind one address have each their own limit, and that of the address is not theirs', async () => {
  const shared = from('198.51.100.3');
  expect((await calls(2 * LIMIT, 16, servers, shared)).get(204)).toBeLessThanOrEqual(LIMIT);
  for (const resident of ['r1', 'r2']) {
    const statuses = await calls(120, 16, servers, { ...shared, authorization: `Bearer ${resident}` });
    expect(statuses.get(204)).toBeGreaterThanOrEqual(57);
    expect(statuses.get(204)).toBeLessThanOrEqual(60);
  }
  // A token that is not ours gets no limit of its own.
  expect((await calls(1, 1, servers, { ...shared, authorization: 'Bearer x1' })).get(429)).toBe(1);
});

test('a /64 of IPv6 is one caller', async () => {
  const [server] = servers as [TestServer];
  for (let n = 0; n < 3; n += 1) await server.call('get', '/login', { headers: from(`2001:db8:0:1::${n}`) });
  expect((await server.call('get', '/login', { headers: from('2001:db8:0:1:ffff::1') })).status).toBe(429);
  expect((await server.call('get', '/login', { headers: from('2001:db8:0:2::1') })).status).toBe(204);
});

test('answers say how the limit stands, refusals when to come again; what others may keep says nothing', async () => {
  const [server] = servers as [TestServer];
  const headers = from('198.51.100.4');
  const first = await server.call('get', '/login', { headers });
  expect(first.headers.get('ratelimit-policy')).toBe('"get /login";q=3;w=60');
  expect(first.headers.get('ratelimit')).toMatch(/^"get \/login";r=2;t=(60|59)$/);
  await server.call('get', '/login', { headers });
  await server.call('get', '/login', { headers });
  const refused = await server.call('get', '/login', { headers });
  expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  expect(refused.headers.get('ratelimit')).toMatch(/r=0;t=\d+$/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect((await server.call('get', '/read', { headers })).headers.get('ratelimit')).toBeNull();
});
