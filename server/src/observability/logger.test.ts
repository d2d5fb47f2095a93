import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { AppError } from '../errors';
import { createLogger } from './logger';

/** Logs with `write` and gives the lines. */
function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  write(createLogger('info', { write: (line: string) => void lines.push(line) }));
  return lines;
}

const logged = (err: unknown) => JSON.parse(linesOf((logger) => logger.error({ action: 'test', err }))[0] ?? '');

test('of an error only type, message, code, places and causes are written', () => {
  const error = Object.assign(new Error('Parse Error'), {
    code: 'HPE_INVALID_HEADER_TOKEN',
    rawPacket: Buffer.from('GET / HTTP/1.1\r\nAuthorization: Bearer abc.def.ghi'),
    request: { headers: { authorization: 'Bearer abc.def.ghi' } },
  });
  const { err } = logged(new AppError('internal', { cause: error }));
  expect(Object.keys(err)).toEqual(['type', 'message', 'code', 'stack', 'cause']);
  expect(err.cause).toMatchObject({ type: 'Error', message: 'Parse Error', code: 'HPE_INVALID_HEADER_TOKEN' });
  expect(Object.keys(err.cause)).toEqual(['type', 'message', 'code', 'stack']);
  expect(err.stack).toContain('logger.test.ts');
});

test.each([
  ['a duplicate key', 'E11000 duplicate key error index: openid_1 dup key: { openid: "o_secret" }'],
  ['a header', 'refused: Authorization: Bearer o_secret'],
  ['an address', 'GET https://api.weixin.qq.com/x?access_token=o_secret&y=1 failed'],
  ['JSON', 'cannot read {"openid":"o_secret","x":1}'],
  ['a database', 'no answer from mongodb://user:o_secret@db.example/x'],
])('what a message repeats of %s is not written', (_what, message) => {
  const { err } = logged(new Error(message));
  expect(JSON.stringify(err)).not.toContain('o_secret');
  expect(err.message).toContain('[redacted]');
});

test('what is thrown and no error is described too, and an endless chain of causes ends', () => {
  expect(logged('a text').err).toEqual({ type: 'string', message: 'a text' });
  const error = new Error('loop');
  error.cause = error;
  expect(logged(error).err.cause.cause.cause).not.toHaveProperty('cause');
});

test.each([
  ['one long value', { text: '字'.repeat(20_000) }],
  ['many values', Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`field${n}`, 'x'.repeat(20)]))],
  ['a long list', { list: Array.from({ length: 5000 }, (_, n) => `item ${n}`) }],
])('a line with %s has at most 8 KB and is JSON still', (_what, fields) => {
  const [line = ''] = linesOf((logger) => logger.info({ action: 'long', requestId: 'r1', ...fields }));
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(8192);
  expect(line.endsWith('\n')).toBe(true);
  expect(JSON.parse(line)).toMatchObject({ level: 'info', action: 'long', requestId: 'r1', truncated: true });
});

test('a line of ordinary length is written as it is', () => {
  const [line = ''] = linesOf((logger) => logger.info({ action: 'short', text: '字'.repeat(100) }));
  expect(JSON.parse(line)).toMatchObject({ action: 'short', text: '字'.repeat(100) });
  expect(JSON.parse(line)).not.toHaveProperty('truncated');
});

test('on standard output nothing is lost when the process ends, however little there is', async () => {
  const script = path.join(__dirname, '..', '..', 'test', 'writeLog.entry.ts');
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, script]);
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(1001);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'info', action: 'last' });
});
