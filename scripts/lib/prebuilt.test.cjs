'use strict';
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { stampOf } = require('./fingerprint.cjs');
const { requirePrebuilt } = require('./prebuilt.cjs');

let folder;
const at = (file) => path.join(folder, file);
const build = () => ({ label: '服务端', proof: at('dist/main.js'), stamp: at('dist/stamp'), sources: [at('src')] });

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'prebuilt-'));
  for (const name of ['src', 'dist']) mkdirSync(at(name));
  writeFileSync(at('src/main.ts'), 'source');
  writeFileSync(at('dist/main.js'), 'bundle');
  writeFileSync(at('dist/stamp'), stampOf([at('src')], ['a setting that is set only where it is built']));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was built from the sources beside it runs, whatever the settings of the build were', () => {
  expect(() => requirePrebuilt(build())).not.toThrow();
});

test('a deployment may leave the sources out', () => {
  rmSync(at('src'), { recursive: true });
  expect(() => requirePrebuilt(build())).not.toThrow();
});

test.each([
  ['a missing build', () => rmSync(at('dist'), { recursive: true }), /^没有构建好的服务端：.*npm run build/],
  [
    'other sources',
    () => writeFileSync(at('src/main.ts'), 'newer'),
    /^构建好的服务端与现在的源码不是同一版：.*npm run build/,
  ],
  ['a build that was interrupted', () => rmSync(at('dist/stamp')), /不是同一版/],
])('%s is named in one line', (_, damage, expected) => {
  damage();
  expect(() => requirePrebuilt(build())).toThrow(expected);
  expect(() => requirePrebuilt(build())).toThrow(/^.*$/);
});
