'use strict';
const { spawnSync } = require('node:child_process');
const { inRoot } = require('./paths.cjs');
const { isSupported, tooOld } = require('./nodeVersion.cjs');
const { engines } = require('../../package.json');

test.each([
  ['v0.12.18', false],
  ['v18.20.4', false],
  ['v20.18.3', false],
  ['v20.19.0', true],
  ['v20.20.2', true],
  ['v22.1.0', true],
  ['v100.0.0', true],
])('Node %s is supported: %s', (version, supported) => expect(isSupported(version)).toBe(supported));

test('the line for an old Node names both versions, the needed one as in package.json', () => {
  expect(engines.node).toBe('>=20.19.0');
  expect(tooOld('v18.0.0')).toMatch(/^[^\n]*20\.19[^\n]*v18\.0\.0[^\n]*$/);
});

test('a command under an old Node says so in one line and leaves with exit code 1', () => {
  const pretend = `Object.defineProperty(process, 'version', { value: 'v18.20.4' }); require(${JSON.stringify(inRoot('scripts/bootstrap.cjs'))})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', pretend, 'start'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `${tooOld('v18.20.4')}\n` });
});
