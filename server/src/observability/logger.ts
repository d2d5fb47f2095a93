import pino from 'pino';
import { describeError } from './describeError';
import { lineWriter } from './lineWriter';

/** Keys whose values never reach a log line: personal data and secrets. */
const REDACTED = [
  'openid',
  'openId',
  'touser',
  'token',
  'access_token',
  'session_key',
  'secret',
  'password',
  'authorization',
  'js_code',
];

/**
 * The JSON logger. Every line carries `action` and has at most 8 KB; of errors only what `describeError` names.
 * @param level pino level
 * @param destination where lines go; stdout by default, lines of no urgency in lots
 */
export function createLogger(level: string, destination?: pino.DestinationStream) {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: (thrown: unknown) => describeError(thrown) },
  };
  return pino(options, lineWriter(destination));
}

export type Logger = pino.Logger;
