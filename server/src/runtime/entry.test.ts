import { existsSync } from 'node:fs';
import path from 'node:path';
import { entryArgs } from './entry';
import { serverPath, serverRoot } from './serverRoot';
import { isStartupError, StartupError } from './startupError';

test('finds the TypeScript source of an entry and the loader it needs', () => {
  const { path: file, execArgv } = entryArgs('main');
  expect(file).toBe(serverPath('src', 'main.entry.ts'));
  expect(existsSync(file)).toBe(true);
  expect(execArgv).toEqual(['--import', expect.stringMatching(/^file:.*tsx/)]);
});

test('an entry that does not exist is an error at once, not in the other process', () => {
  expect(() => entryArgs('nobody')).toThrow(/nobody/);
});

test('the root of the server is the folder of its package', () => {
  expect(path.basename(serverRoot())).toBe('server');
  expect(existsSync(serverPath('package.json'))).toBe(true);
});

test('a start-up error is known by its name, whichever bundle it comes from', () => {
  expect(isStartupError(new StartupError('no'))).toBe(true);
  expect(isStartupError(Object.assign(new Error('no'), { name: 'StartupError' }))).toBe(true);
  expect(isStartupError(new Error('no'))).toBe(false);
  expect(isStartupError({ name: 'StartupError' })).toBe(false);
});
