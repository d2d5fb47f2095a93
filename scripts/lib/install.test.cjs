'use strict';
const { readFileSync } = require('node:fs');
const { explainFailure, toInstall } = require('./install.cjs');
const { inRoot } = require('./paths.cjs');

const locked = {
  '': { name: 'shuozhi' },
  'node_modules/koa': { version: '3.2.1', integrity: 'sha512-a' },
  'node_modules/esbuild': { version: '0.28.2', integrity: 'sha512-d', dev: true },
  'node_modules/engine-for-mac': { version: '0.1.1', integrity: 'sha512-b', dev: true, optional: true },
  'node_modules/watcher-for-mac': { version: '2.0.0', integrity: 'sha512-c', devOptional: true },
  'node_modules/@shuozhi/server': { resolved: 'server', link: true },
  'node_modules/@shuozhi/left-out': { resolved: 'server/left-out', link: true },
  'server/left-out': { name: '@shuozhi/left-out', version: '0.1.0' },
};
const production = {
  'node_modules/koa': { version: '3.2.1', integrity: 'sha512-a' },
  'node_modules/@shuozhi/server': { resolved: 'server', link: true },
};
const installed = { ...production, 'node_modules/esbuild': locked['node_modules/esbuild'] };
const otherKoa = { 'node_modules/koa': { version: '3.2.0', integrity: 'sha512-a' } };

test.each([
  ['nothing is installed, or npm was interrupted', undefined, 'everything'],
  ['everything for this system is there', installed, 'nothing'],
  [
    'a package of another system is there too',
    { ...installed, 'node_modules/engine-for-mac': locked['node_modules/engine-for-mac'] },
    'nothing',
  ],
  ['something is left from before', { ...installed, 'node_modules/left': { version: '1.0.0' } }, 'nothing'],
  ['a workspace is not linked', { 'node_modules/koa': locked['node_modules/koa'] }, 'production'],
  ['a package is missing', { 'node_modules/esbuild': locked['node_modules/esbuild'] }, 'everything'],
  ['a development package is missing', { ...production, 'node_modules/jest': { dev: true } }, 'everything'],
  ['a package has another version', { ...installed, ...otherKoa }, 'everything'],
  [
    'a package has another content',
    { ...installed, 'node_modules/koa': { version: '3.2.1', integrity: 'sha512-x' } },
    'everything',
  ],
  [
    'an optional package has another version',
    { ...installed, 'node_modules/engine-for-mac': { version: '0.1.0' } },
    'everything',
  ],
  ['the development packages were left out', production, 'nothing'],
  ['they were left out and a package has another version', { ...production, ...otherKoa }, 'production'],
])('%s', (_, found, expected) => expect(toInstall(locked, found, false)).toBe(expected));

test.each([
  ['left out', production, 'everything'],
  ['there', installed, 'nothing'],
])('a command that builds, with the development packages %s', (_, found, expected) =>
  expect(toInstall(locked, found, true)).toBe(expected),
);

test('is content with the installation that runs this test', () => {
  const packages = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8')).packages;
  expect(toInstall(packages('package-lock.json'), packages('node_modules/.package-lock.json'), true)).toBe('nothing');
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
