import type { Reply } from './transport';

/** WeChat's JSON answer: `errcode` 0 when it names none. */
export interface Answer {
  errcode: number;
  errmsg: string;
  body: Record<string, unknown>;
}

/** WeChat writes message ids as 19-digit numbers, which JSON.parse would round; the key cannot stand inside a string. */
const LONG_ID = /("msg_?id"\s*:\s*)(\d+)/gi;

/** Parses WeChat's JSON with message ids kept as text; null when it is not a JSON object. */
export function parseWechatJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.replace(LONG_ID, '$1"$2"'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/**
 * Reads WeChat's answer; null when it is none: what has no JSON of WeChat, or an error status without a code of WeChat, comes from a
 * gateway that answered in its place.
 */
export function readAnswer(reply: Extract<Reply, { status: 'answered' }>): Answer | null {
  const body = parseWechatJson(reply.body.toString('utf8'));
  const errcode = Number(body?.errcode ?? 0);
  const failed = reply.http >= 300;
  if (body !== null && Number.isInteger(errcode) && !(failed && errcode === 0)) {
    return { errcode, errmsg: typeof body.errmsg === 'string' ? body.errmsg : '', body };
  }
  return null;
}

/** Whether a gateway turned the request away before WeChat: by a 5xx, or by a page with 200, it does not say what became of it. */
export const isTurnedAway = ({ http }: Extract<Reply, { status: 'answered' }>): boolean => http >= 300 && http < 500;
