'use strict';
// `npm start` where `npm ci --omit=dev` installed: nothing of development is there, and nothing asks for it.
const {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { inRoot, root } = require('./lib/paths.cjs');
const { killStarted, lastLine, npmStart, READY } = require('./testing/npmStart.cjs');

jest.setTimeout(240_000);

/** What a deployment needs of the repository. */
const DEPLOYED = [
  'package.json',
  'package-lock.json',
  'scripts',
  'shared',
  'server/package.json',
  'server/src',
  'server/data',
];

/** The packages that `npm ci --omit=dev` leaves out. */
const isDevelopment = ({ dev }) => dev === true;

let folder;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'production-'));
  for (const name of DEPLOYED) cpSync(inRoot(name), path.join(folder, name), { recursive: true, filter: notPackages });
  linkPackages();
});
afterEach(killStarted);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of the workspaces, npm links only those that are there. */
const isDeployed = (name) => name.includes('node_modules') || existsSync(path.join(folder, name));
const notPackages = (source) => !source.includes(`${path.sep}node_modules`);

/** What npm would install, as links to the packages of this installation, and npm's note of it. */
function linkPackages() {
  const noted = JSON.parse(readFileSync(inRoot('node_modules', '.package-lock.json'), 'utf8'));
  const production = Object.entries(noted.packages).filter(
    ([name, found]) => !isDevelopment(found) && isDeployed(found.link ? found.resolved : name),
  );
  for (const [name] of production) {
    if (!/^(server\/)?node_modules\/(@[^/]+\/)?[^/]+$/.test(name)) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    symlinkSync(path.join(root, name), path.join(folder, name));
  }
  const packages = Object.fromEntries(production);
  writeFileSync(path.join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ ...noted, packages }));
}

const settings = (more = {}) => ({ DATA_DIR: path.join(folder, 'data'), ...more });

/** Everything that production asks for; another program of ours stands in for the database and for WeChat. */
const secrets = (dataDir, origin) => ({
  NODE_ENV: 'production',
  MONGODB_URI: `mongodb://${encodeURIComponent(path.join(dataDir, 'engine.sock'))}/production?directConnection=true&retryWrites=false`,
  JWT_SECRET: 'a secret of production, long enough for HS256',
  WECHAT_API_BASE: `${origin}/simulator/wechat`,
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: 'secret',
  WECHAT_TOKEN: 'token',
  WECHAT_AES_KEY: 'A'.repeat(43),
  WECHAT_TEMPLATES: JSON.stringify({ notice: { id: 'template', fields: { thing1: 'title' } } }),
});

test('it starts against a database and a WeChat of its own, without the simulator and sample data, and ends in order', async () => {
  const dataDir = path.join(folder, 'stand-ins');
  const [, standIns] = await npmStart(root, { DATA_DIR: dataDir }).said(READY);
  const program = npmStart(folder, settings(secrets(dataDir, standIns)));
  const [, origin] = await program.said(READY);
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  expect((await fetch(`${origin}/simulator`)).status).toBe(404);
  expect(await (await fetch(`${origin}/api/v1/notices`)).json()).toMatchObject({ items: [] });
  expect(await (await fetch(`${origin}/api/v1/items`)).json()).toMatchObject({ total: 337 });
  process.kill(program.child.pid, 'SIGTERM');
  const { code, output } = await program.ended;
  expect(code).toBe(0);
  expect(output).not.toMatch(/安装依赖|构建网页版/);
  expect(output.match(/没有构建好的网页版/g)).toHaveLength(1);
});

test('what is missing is named in one line, with exit code 1', async () => {
  const unset = await npmStart(folder, settings({ NODE_ENV: 'production' })).ended;
  expect(unset.code).toBe(1);
  expect(lastLine(unset.output)).toMatch(/^生产环境缺少配置：MONGODB_URI、JWT_SECRET/);

  const development = await npmStart(folder, settings()).ended;
  expect(development.code).toBe(1);
  expect(lastLine(development.output)).toMatch(/^没有安装内置数据库和模拟微信.*MONGODB_URI/);
});
