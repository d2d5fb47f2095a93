import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { serverPath } from '../src/runtime';
import { load } from './support/load';
import { startServer } from '../test/startServer';
import { printTable } from './support/table';

const OPTIONS = { seconds: 4, connections: 32 };

async function bareKoa(body: Buffer): Promise<{ origin: string; stop: () => void }> {
  const tsx = pathToFileURL(createRequire(serverPath('package.json')).resolve('tsx')).href;
  const child = fork(serverPath('bench', 'support', 'bareKoa.ts'), [], {
    execArgv: ['--import', tsx],
    env: { ...process.env, BODY_BASE64: body.toString('base64') },
  });
  const port = await new Promise<unknown>((resolve) => child.once('message', resolve));
  return { origin: `http://127.0.0.1:${String(port)}`, stop: () => child.disconnect() };
}

/**
 * Rates of the public reads against a bare Koa route that answers the same bytes, measured in turn in the same run,
 * each server in its own process. The bar (product document): cached lists at 0.6 of the bare route.
 */
export async function run(): Promise<void> {
  const server = await startServer();
  const list = `${server.origin}/api/v1/notices`;
  const first = await fetch(list);
  const etag = first.headers.get('etag') ?? '';
  const bare = await bareKoa(Buffer.from(await first.arrayBuffer()));
  const detailId = ((await (await fetch(list)).json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  try {
    await load(list, { ...OPTIONS, seconds: 1 });
    const baseline = await load(`${bare.origin}/`, OPTIONS);
    const rows = [
      ['bare Koa route, the same bytes (baseline)', baseline],
      ['GET /notices', await load(list, OPTIONS)],
      ['GET /notices, 304', await load(list, { ...OPTIONS, headers: { 'if-none-match': etag } })],
      ['GET /notices/:id', await load(`${server.origin}/api/v1/notices/${detailId}`, OPTIONS)],
      ['GET /items?limit=20', await load(`${server.origin}/api/v1/items?limit=20`, OPTIONS)],
      ['GET /search?q=yljg', await load(`${server.origin}/api/v1/search?q=yljg`, OPTIONS)],
    ] as const;
    printTable([
      ['read', 'requests/s', 'p50 ms', 'p99 ms', 'ratio', 'statuses'],
      ...rows.map(([name, result]) => [
        name,
        Math.round(result.rate),
        result.p50.toFixed(1),
        result.p99.toFixed(1),
        (result.rate / baseline.rate).toFixed(2),
        [...result.statuses].map(([status, count]) => `${status}×${count}`).join(' '),
      ]),
    ]);
  } finally {
    bare.stop();
    await server.stop();
  }
}
