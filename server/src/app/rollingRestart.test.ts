import { createServer, type AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import { Pool } from 'undici';
import { startRoundRobinProxy } from '../../test/roundRobinProxy';
import { startServer } from '../../test/startServer';
import { databaseNameFor, testDatabaseUri, useTestDatabase } from '../../test/testDatabase';

useTestDatabase();

const CLIENTS = 8;

async function aPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

/** One process of a service that consists of several. */
function start(roles: string, port: number) {
  const name = databaseNameFor(expect.getState().testPath ?? '');
  const MONGODB_URI = testDatabaseUri().replace('/?', `/${name}?`);
  return startServer({ MONGODB_URI, ROLES: roles, PORT: String(port), DEMO: '1' });
}

const running: Awaited<ReturnType<typeof start>>[] = [];
afterAll(() => Promise.all(running.map((one) => one.stop())));

test('two web and two worker processes are restarted one by one under load, and no request fails', async () => {
  const roles = ['web', 'web', 'worker', 'worker'];
  const ports = await Promise.all(roles.map(() => aPort()));
  for (const [n, role] of roles.entries()) running.push(await start(role, ports[n] ?? 0));
  expect(await mongoose.connection.collection('notices').countDocuments()).toBeGreaterThan(0);
  const proxy = await startRoundRobinProxy(ports.slice(0, 2));
  await proxy.readyCount(2);

  const pool = new Pool(proxy.origin, { connections: CLIENTS });
  const statuses = new Map<number, number>();
  let restarting = true;
  const client = async (n: number) => {
    for (let k = 0; restarting; k += 1) {
      const path = k % 2 ? '/api/v1/notices' : `/api/v1/items?limit=${1 + (n % 20)}`;
      const { statusCode, body } = await pool.request({ method: 'GET', path });
      await body.dump();
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));

  for (const [n, role] of roles.entries()) {
    expect(await running[n]?.stop()).toBe(0);
    running[n] = await start(role, ports[n] ?? 0);
    await proxy.readyCount(2);
  }
  restarting = false;
  await clients;
  await pool.close();
  await proxy.stop();
  console.info(`rolling restart: ${statuses.get(200)} requests`);
  expect([...statuses.keys()]).toEqual([200]);
  expect(statuses.get(200)).toBeGreaterThan(100);
}, 600_000);
