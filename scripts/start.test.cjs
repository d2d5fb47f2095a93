'use strict';
// `npm start` as a newcomer meets it, with real processes: it gets ready, ends in order, and says in one line why not.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { root } = require('./lib/paths.cjs');
const { killStarted, lastLine, npmStart: npmStartIn, READY } = require('./testing/npmStart.cjs');

// The browser app is built first when its sources changed since `npm run build`.
jest.setTimeout(240_000);

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'start-'));
});
afterEach(async () => {
  await killStarted();
  await removeFolder(Date.now() + 10_000);
});

/** Removes the folder; a database whose program was killed closes by itself and may write until then. */
async function removeFolder(until) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' || Date.now() > until) throw error;
    await pause(100);
    await removeFolder(until);
  }
}

const npmStart = (settings = {}) => npmStartIn(root, { DATA_DIR: path.join(folder, 'data'), ...settings });

/** The command lines of the processes that work on a folder. */
function processesOn(dataDir) {
  const lines =
    process.platform === 'linux'
      ? readdirSync('/proc')
          .filter((pid) => /^\d+$/.test(pid))
          .map(commandLine)
      : execFileSync('ps', ['-axo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(dataDir));
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

test.each([
  ['SIGTERM to npm', (pid) => process.kill(pid, 'SIGTERM')],
  ['Ctrl-C, which the terminal sends to the whole group', (pid) => process.kill(-pid, 'SIGINT')],
])('ends on %s with exit code 0 and leaves nothing behind', async (_, end) => {
  const { child, ended, said } = npmStart();
  const [, origin] = await said(READY);
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  expect(processesOn(folder)).toHaveLength(1);
  end(child.pid);
  expect(await ended).toMatchObject({ code: 0, signal: null });
  expect(processesOn(folder)).toEqual([]);
  await expect(fetch(`${origin}/readyz`)).rejects.toThrow();
});

test('a taken port and a folder in use are named in one line each, with exit code 1', async () => {
  const [, origin] = await npmStart().said(READY);
  const { port } = new URL(origin);

  const onSamePort = await npmStart({ PORT: port, DATA_DIR: path.join(folder, 'other') }).ended;
  expect(onSamePort.code).toBe(1);
  expect(lastLine(onSamePort.output)).toMatch(new RegExp(`^端口 ${port} 已被占用`));

  const onSameFolder = await npmStart().ended;
  expect(onSameFolder.code).toBe(1);
  expect(lastLine(onSameFolder.output)).toMatch(/^数据目录 .*正被另一个运行中的朔知使用/);

  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
});

test('a data folder that cannot be written is named in one line, with exit code 1', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  const { code, output } = await npmStart({ DATA_DIR: path.join(folder, 'file') }).ended;
  expect(code).toBe(1);
  expect(lastLine(output)).toMatch(/^数据目录 .*DATA_DIR/);
});

test('killed without warning, it leaves no engine and starts again on the same data', async () => {
  const first = npmStart();
  await first.said(READY);
  process.kill(-first.child.pid, 'SIGKILL');
  await first.ended;
  const second = npmStart();
  const [, origin] = await second.said(READY);
  expect(await (await fetch(`${origin}/api/v1/notices`)).json()).toMatchObject({
    items: expect.arrayContaining([expect.anything()]),
  });
});
