'use strict';
const { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { fingerprint, isStampOf, stampOf } = require('./fingerprint.cjs');

let folder;
const at = (file) => path.join(folder, file);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fingerprint-'));
  mkdirSync(at('src/page'), { recursive: true });
  writeFileSync(at('src/page/index.tsx'), 'page');
  writeFileSync(at('package.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = (settings) => fingerprint([at('src'), at('package.json'), at('missing')], settings);

test('stays when nothing of the build changes', () => {
  const before = now();
  writeFileSync(at('src/page/index.tsx'), 'page');
  writeFileSync(at('src/page/index.test.tsx'), 'a test is not built');
  expect(now()).toBe(before);
});

test.each([
  ['a changed file', () => writeFileSync(at('src/page/index.tsx'), 'other')],
  ['a new file', () => writeFileSync(at('src/new.ts'), '')],
  ['a moved file', () => renameSync(at('src/page/index.tsx'), at('src/index.tsx'))],
  ['a removed file', () => rmSync(at('package.json'))],
  ['a file that was missing', () => writeFileSync(at('missing'), '')],
])('changes with %s', (_, change) => {
  const before = now();
  change();
  expect(now()).not.toBe(before);
});

test('changes with a setting', () => expect(now(['h5'])).not.toBe(now(['weapp'])));

test('a stamp belongs to its sources whatever the settings were, and to no others', () => {
  const sources = [at('src')];
  const stamp = stampOf(sources, ['an address that is set only where it is built']);
  expect(stamp).not.toBe(stampOf(sources, []));
  expect(isStampOf(stamp, sources)).toBe(true);
  writeFileSync(at('src/page/index.tsx'), 'other');
  expect(isStampOf(stamp, sources)).toBe(false);
  expect(isStampOf('', sources)).toBe(false);
});
