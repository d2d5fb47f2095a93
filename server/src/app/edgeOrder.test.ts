import { connect } from 'node:net';
import { once } from 'node:events';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { createLogger } from '../observability';
import { composeModules } from './composeModules';

useTestDatabase();

const SEVEN_MB = 7_000_000;
const { routes } = composeModules(testConfig(), createLogger('silent'), 'http://127.0.0.1:1');
const changing = routes.filter(({ method, early }) => method !== 'get' && !early);

/** Announces a large body and sends none of it. @returns the status of the answer, which came without the body */
async function announce(server: TestServer, method: string, path: string): Promise<number> {
  const { hostname, port } = new URL(server.origin);
  const socket = connect(Number(port), hostname);
  const head = [`${method.toUpperCase()} /api/v1${path.replace(/:\w+/g, 'x')} HTTP/1.1`, `Host: ${hostname}`];
  socket.write(`${[...head, 'Content-Type: application/json', `Content-Length: ${SEVEN_MB}`].join('\r\n')}\r\n\r\n`);
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(first.toString('latin1').split(' ')[1]);
}

test('who is not let in is refused before anything of the body is read, on every route', async () => {
  const server = await startTestServer({ routes });
  const guarded = changing.filter(({ guard }) => guard !== undefined);
  expect(guarded.length).toBeGreaterThan(30);
  for (const { method, path } of guarded) {
    expect([path, await announce(server, method, path)]).toEqual([path, 401]);
  }
  await server.stop();
});

test('whose limit is used up is refused before that, on every route', async () => {
  const server = await startTestServer({ routes, config: testConfig({ RATE_PER_IP: '1', PROXY: '0' }) });
  await server.call('get', '/topics');
  expect(changing.length).toBeGreaterThan(30);
  for (const { method, path } of changing) {
    expect([path, await announce(server, method, path)]).toEqual([path, 429]);
  }
  await server.stop();
});

test('the process answers others while anonymous callers send large bodies', async () => {
  const server = await startTestServer({ routes });
  const body = JSON.stringify({ text: 'x'.repeat(SEVEN_MB) });
  const senders = Array.from({ length: 6 }, () => server.call('post', '/staff/notices', { body }));
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  expect((await Promise.all(senders)).map(({ status }) => status)).toEqual(Array(6).fill(401));
  await server.stop();
});
