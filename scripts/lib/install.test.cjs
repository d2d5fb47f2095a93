'use strict';
const { readFileSync } = require('node:fs');
const { explainFailure, needsInstall } = require('./install.cjs');
const { inRoot } = require('./paths.cjs');

const locked = {
  '': { name: 'shuozhi' },
  'node_modules/koa': { version: '3.2.1', integrity: 'sha512-a' },
  'node_modules/engine-for-mac': { version: '0.1.1', integrity: 'sha512-b', optional: true },
  'node_modules/watcher-for-mac': { version: '2.0.0', integrity: 'sha512-c', devOptional: true },
  'node_modules/@shuozhi/server': { resolved: 'server', link: true },
};
const installed = {
  'node_modules/koa': { version: '3.2.1', integrity: 'sha512-a' },
  'node_modules/@shuozhi/server': { resolved: 'server', link: true },
};

test.each([
  ['nothing is installed, or npm was interrupted', undefined, true],
  ['everything for this system is there', installed, false],
  [
    'a package of another system is there too',
    { ...installed, 'node_modules/engine-for-mac': locked['node_modules/engine-for-mac'] },
    false,
  ],
  ['something is left from before', { ...installed, 'node_modules/left': { version: '1.0.0' } }, false],
  ['a package is missing', { 'node_modules/@shuozhi/server': {} }, true],
  [
    'a package has another version',
    { ...installed, 'node_modules/koa': { version: '3.2.0', integrity: 'sha512-a' } },
    true,
  ],
  [
    'a package has another content',
    { ...installed, 'node_modules/koa': { version: '3.2.1', integrity: 'sha512-x' } },
    true,
  ],
  [
    'an optional package has another version',
    { ...installed, 'node_modules/engine-for-mac': { version: '0.1.0' } },
    true,
  ],
])('%s', (_, found, expected) => expect(needsInstall(locked, found)).toBe(expected));

test('is content with the installation that runs this test', () => {
  const packages = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8')).packages;
  expect(needsInstall(packages('package-lock.json'), packages('node_modules/.package-lock.json'))).toBe(false);
});

test.each([
  ['npm error code ENOTFOUND\nnpm error network request failed', /连不上/],
  ['npm error code ENOSPC', /磁盘/],
  ['npm error code EACCES\nnpm error syscall mkdir', /权限/],
  ['npm error code EUSAGE', /不一致/],
])('explains %j in one line', (output, expected) => {
  expect(explainFailure(output)).toMatch(expected);
  expect(explainFailure(output)).not.toContain('\n');
});

test('shows the end of what npm said when the reason is not known', () => {
  const explained = explainFailure(Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n'));
  expect(explained).toContain('line 49');
  expect(explained).not.toContain('line 20\n');
});
