import { isStartupError } from '../../../src/runtime';
import { explainEngineFailure } from './engineReport';

test.each([
  ['embedded MongoDB error: DBPathInUse: Unable to lock the lock file: /d/mongod.lock', /正被另一个/],
  [
    'embedded MongoDB error: boost::filesystem::create_directory: Permission denied [system:13]: "/d/journal"',
    /不可写/,
  ],
  ["EROFS: read-only file system, mkdir '/d'", /不可写/],
  ["ENOTDIR: not a directory, mkdir '/d/database'", /不是目录/],
  ["EEXIST: file already exists, mkdir '/d'", /不是目录/],
  ['No space left on device', /已满/],
])('explains %j', (message, expected) => {
  const error = explainEngineFailure(message, '/data');
  expect(isStartupError(error)).toBe(true);
  expect(error.message).toMatch(expected);
  expect(error.message).toMatch(/\/data .*DATA_DIR/);
  expect(error.message).not.toContain('\n');
});

test('passes on the first line of an unknown reason', () => {
  expect(explainEngineFailure('boom\n  at somewhere', '/data').message).toMatch(/\/data.*boom$/);
});
