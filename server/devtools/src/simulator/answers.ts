import { randomBytes } from 'node:crypto';
import type { AcceptedSend } from './journal';

/** An answer of the simulated API: JSON text (msgid is written by hand, it has 19 digits) or an image. */
export interface ApiAnswer {
  type: 'application/json; charset=utf-8' | 'image/png';
  body: string | Buffer;
  /** What WeChat's code was, for the statistics. */
  errcode: number;
  /** The message this answer accepts. */
  accepted?: AcceptedSend;
  /** Called when the answer leaves. */
  done?: () => void;
}

const TEXTS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40169: 'invalid length for scene, or the data is not json string',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43101: 'user refuse to accept the msg',
  43107: 'ability or template banned',
  43108: 'concurrent call to one openid',
  44991: 'reach max minute quota limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45168: 'sensitive words in the message',
  47001: 'data format error',
  47003: 'argument invalid!',
};

function rid(now: number): string {
  const tail = randomBytes(8).toString('hex');
  return `${Math.floor(now / 1000).toString(16)}-${tail.slice(0, 8)}-${tail.slice(8)}`;
}

/** An error as WeChat writes it: HTTP 200, the text ends in ` rid: …`. */
export function errorAnswer(errcode: number, now: number, detail?: string): ApiAnswer {
  const text = detail ?? TEXTS[errcode] ?? 'error';
  return {
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ errcode, errmsg: `${text} rid: ${rid(now)}` }),
    errcode,
  };
}

/** A good JSON answer. */
export function okAnswer(value: Record<string, unknown>): ApiAnswer {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(value), errcode: 0 };
}
