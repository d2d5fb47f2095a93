import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '.';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('nothing configured runs against the simulator with a lasting secret of its own', () => {
  const first = loadConfig({ DATA_DIR: path.join(folder, 'data') });
  expect(first).toMatchObject({ port: 3000, production: false, wechat: { simulated: true } });
  expect(loadConfig({ DATA_DIR: path.join(folder, 'data') }).jwtSecret).toBe(first.jwtSecret);
  const file = path.join(folder, 'data', 'development-secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toBe(first.jwtSecret);
});

test.each([
  [{ PORT: '70000' }, /PORT/],
  [{ ROLES: 'web,boss' }, /ROLES/],
  [{ WECHAT_AES_KEY: 'short' }, /WECHAT_AES_KEY: must be 43 letters/],
  [{ WECHAT_TEMPLATES: '{"notice":' }, /WECHAT_TEMPLATES: is not valid JSON/],
  [{ WECHAT_TEMPLATES: '{"alert":{"id":"x","fields":{}}}' }, /at least the template of kind "notice"/],
  [{ MONGODB_URI: 'postgres://x' }, /MONGODB_URI/],
  [{ JWT_SECRET: 'x'.repeat(64) }, /JWT_SECRET: is too easy to guess/],
  [{ JWT_SECRET: 'secret secret secret secret secret ' }, /JWT_SECRET: is too easy to guess/],
  [{ JWT_SECRET: '0123456789abcdef0123456789abcdef' }, /JWT_SECRET: is too easy to guess/],
  [{ JWT_SECRET: 'short' }, /JWT_SECRET/],
  [{ JWT_SECRET_PREVIOUS: 'short' }, /JWT_SECRET_PREVIOUS/],
  [{ DRAIN_SECONDS: '-1' }, /DRAIN_SECONDS/],
  [{ PROXY: 'the load balancer' }, /PROXY: must be a number of proxies/],
  [{ PROXY: '10.0.0.0/99' }, /PROXY/],
  [{ PUBLIC_URL: 'notice.example' }, /PUBLIC_URL/],
  [{ PUBLIC_URL: 'javascript:alert(1)' }, /PUBLIC_URL/],
])('%o is refused and named', (env, message) => {
  expect(() => loadConfig({ DATA_DIR: folder, ...env })).toThrow(message);
});

test('production names every missing secret', () => {
  expect(() => loadConfig({ NODE_ENV: 'production', DATA_DIR: folder })).toThrow(
    /MONGODB_URI、JWT_SECRET、WECHAT_APPID、WECHAT_SECRET、WECHAT_TOKEN、WECHAT_AES_KEY、WECHAT_TEMPLATES/,
  );
});

test('a base of WeChat of our own takes the place of the simulator', () => {
  const config = loadConfig({ DATA_DIR: folder, WECHAT_API_BASE: 'http://127.0.0.1:9999' });
  expect(config.wechat).toMatchObject({ simulated: false, apiBase: 'http://127.0.0.1:9999' });
});

test('a data folder that cannot be written says so in one line', () => {
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  expect(() => loadConfig({ DATA_DIR: path.join(file, 'below') })).toThrow(/不可写/);
});

test.each([
  ['false', 0],
  ['true', 1],
  ['2', 2],
  ['loopback, 10.0.0.0/8,2001:db8::/32', ['loopback', '10.0.0.0/8', '2001:db8::/32']],
])('PROXY=%s', (PROXY, trusted) => {
  expect(loadConfig({ DATA_DIR: folder, PROXY }).trustedProxies).toEqual(trusted);
});

test('the public address has no slash at the end', () => {
  expect(loadConfig({ DATA_DIR: folder, PUBLIC_URL: 'https://notice.example/' }).publicUrl).toBe(
    'https://notice.example',
  );
});

test.each([
  ['nothing configured', {}, true],
  ['a database of somebody’s', { MONGODB_URI: 'mongodb://db.example/shuozhi' }, false],
  ['one, and asked for', { MONGODB_URI: 'mongodb://db.example/shuozhi', DEMO: '1' }, true],
  ['refused', { DEMO: '0' }, false],
])('samples and demo accounts: %s', (_what, env, demo) => {
  expect(loadConfig({ DATA_DIR: folder, ...env }).demo).toBe(demo);
});
