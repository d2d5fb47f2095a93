import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startTestServer, type TestServer } from '../../test/testServer';
import { consolePages } from './serveConsole';

const root = mkdtempSync(path.join(os.tmpdir(), 'console-'));
let server: TestServer;

beforeAll(async () => {
  mkdirSync(path.join(root, 'assets'));
  writeFileSync(path.join(root, 'index.html'), '<meta name="style-nonce" content="STYLE_NONCE">');
  writeFileSync(path.join(root, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(path.join(root, 'secret.txt'), 'beside the page');
  server = await startTestServer({ routes: [], pages: [consolePages(() => [{ name: 'demo' }], root)] });
});
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

const get = (at: string) => fetch(`${server.origin}${at}`, { redirect: 'manual' });

test('every address of the console answers its page, with a nonce of its own that the policy names', async () => {
  const answers = await Promise.all(['/console/', '/console/notices/n1'].map(get));
  const nonces = await Promise.all(
    answers.map(async (answer) => {
      const nonce = /content="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}';`);
      return nonce;
    }),
  );
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(nonces).not.toContain('STYLE_NONCE');
});

test('the policy lets no script in but our files, and no other page frame the console', async () => {
  const answer = await get('/console/');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('files with a hash in their name are kept for a year; a missing one is not the page', async () => {
  const found = await get('/console/assets/index-abc.js');
  expect(found.headers.get('cache-control')).toContain('immutable');
  expect((await get('/console/assets/index-old.js')).status).toBe(404);
});

test('nothing beside the files of the page is sent', async () => {
  for (const at of ['/console/secret.txt', '/console/assets/..%2fsecret.txt'])
    expect(await (await get(at)).text()).not.toContain('beside the page');
});

test('/console leads to /console/', async () => {
  expect((await get('/console')).headers.get('location')).toBe('/console/');
});

test('the demo accounts are told where there are any, and nothing in production', async () => {
  expect(await (await get('/console/demo.json')).json()).toEqual([{ name: 'demo' }]);
  const production = await startTestServer({ routes: [], pages: [consolePages(null, root)] });
  expect(await (await fetch(`${production.origin}/console/demo.json`)).json()).toEqual([]);
  await production.stop();
});
