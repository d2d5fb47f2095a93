'use strict';
const { explainFailure, needsInstall } = require('./install.cjs');

const fresh = { installedAt: 2000, lockChangedAt: 1000, stamp: undefined, lockHash: 'a' };

test.each([
  ['nothing is installed', { ...fresh, installedAt: undefined }, true],
  [
    'an installation was interrupted, though the stamp of an older one is there',
    { ...fresh, installedAt: undefined, stamp: 'a' },
    true,
  ],
  ['the installation is younger than the lock file', fresh, false],
  ['the lock file is younger and nobody knows what was installed', { ...fresh, lockChangedAt: 3000 }, true],
  ['the lock file is younger and differs', { ...fresh, lockChangedAt: 3000, stamp: 'b' }, true],
  ['the lock file was only touched', { ...fresh, lockChangedAt: 3000, stamp: 'a' }, false],
  ['somebody ran npm install after our last installation', { ...fresh, stamp: 'b' }, false],
])('%s', (_, facts, expected) => expect(needsInstall(facts)).toBe(expected));

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
