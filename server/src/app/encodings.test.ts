import { request } from 'undici';
import { startTestServer, testConfig } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { createLogger } from '../observability';
import { composeModules } from './composeModules';

useTestDatabase();

test.each([
  ['gzip', 'gzip'],
  ['identity', undefined],
  ['gzip;q=0, *;q=0', undefined],
  // It names no encoding that it takes instead.
  ['identity;q=0', undefined],
  ['br', undefined],
])('a long answer to a client that accepts %s comes encoded as %s', async (accepted, encoding) => {
  const { routes } = composeModules(testConfig(), createLogger('silent'), 'http://127.0.0.1:1');
  const server = await startTestServer({ routes });
  const answer = await request(`${server.origin}/api/v1/openapi.json`, { headers: { 'accept-encoding': accepted } });
  const bytes = await answer.body.arrayBuffer();
  await server.stop();
  expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, encoding]);
  expect(bytes.byteLength).toBeGreaterThan(1024);
});
