import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { entryArgs } from '../runtime';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'failed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the program, which cannot. @returns exit code and what a person reads */
function startInVain(env: NodeJS.ProcessEnv): Promise<{ code: unknown; lines: string[] }> {
  const entry = entryArgs('main');
  const given = { ...process.env, NODE_ENV: 'development', DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'warn', ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [...entry.execArgv, entry.path], { env: given }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, lines: `${stdout}${stderr}`.trim().split('\n') });
    });
  });
}

const NOBODY = 'mongodb://user:hidden-password@127.0.0.1:1/shuozhi?serverSelectionTimeoutMS=300';

test.each<[string, NodeJS.ProcessEnv, RegExp]>([
  ['a database that does not answer', { MONGODB_URI: NOBODY }, /^连不上数据库（MONGODB_URI）/],
  ['a database address that cannot be read', { MONGODB_URI: 'mongodb://a,b:c:d/x' }, /数据库（MONGODB_URI）/],
  [
    'a host that is not this machine',
    { HOST: '203.0.113.1', MONGODB_URI: NOBODY },
    /^HOST=203\.0\.113\.1 不是本机的地址/,
  ],
  ['a host that is no name', { HOST: 'no such host', MONGODB_URI: NOBODY }, /^HOST=no such host 不是本机的地址/],
  ['an engine folder below a file', { MONGODB_URI: '', DATA_DIR: path.join(__filename, 'below') }, /^数据目录/],
])('%s is said in one line', async (_what, env, line) => {
  const { code, lines } = await startInVain(env);
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(line)]);
  expect(lines[0]).not.toContain('hidden-password');
});

test('a taken port is said before the database is asked', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  const { lines } = await startInVain({ PORT: String(port), MONGODB_URI: NOBODY });
  expect(lines).toEqual([expect.stringMatching(`^端口 ${port} 已被占用`)]);
  server.close();
});
