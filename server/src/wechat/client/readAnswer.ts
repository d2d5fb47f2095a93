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
 * Reads an answer. An error status without WeChat's JSON comes from a gateway before WeChat: 429 counts as the minute
 * limit (45011), anything else as busy (-1). A good status without JSON proves nothing: null.
 */
export function readAnswer(reply: Extract<Reply, { status: 'answered' }>): Answer | null {
  const body = parseWechatJson(reply.body.toString('utf8'));
  const errcode = Number(body?.errcode ?? 0);
  const failed = reply.http >= 400;
  if (body !== null && Number.isInteger(errcode) && !(failed && errcode === 0)) {
    return { errcode, errmsg: typeof body.errmsg === 'string' ? body.errmsg : '', body };
  }
  if (!failed) return null;
  return { errcode: reply.http === 429 ? 45011 : -1, errmsg: `HTTP ${reply.http}`, body: {} };
}
