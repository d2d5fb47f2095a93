import pino from 'pino';

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
 * The JSON logger. Every line carries `action`.
 * @param level pino level
 * @param destination where lines go; stdout by default
 */
export function createLogger(level: string, destination?: pino.DestinationStream) {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

export type Logger = pino.Logger;
