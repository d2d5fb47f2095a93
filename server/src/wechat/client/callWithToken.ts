import { isTurnedAway, readAnswer, type Answer } from './readAnswer';
import type { TokenStore } from './tokenStore';
import type { Reply, Transport } from './transport';

/** Codes by which WeChat refuses an access token: invalid, not the latest, expired. */
const TOKEN_CODES = new Set([40001, 40014, 42001]);

export type Call =
  | { status: 'answered'; answer: Answer; reply: Extract<Reply, { status: 'answered' }> }
  | { status: 'no-answer'; reason: 'timeout' | 'connection' | 'gateway' | 'no-token'; sent: boolean };

/** How a good answer that is not JSON (an image) is told from an unreadable one. */
export type Accepts = 'json' | 'image';

async function once(transport: Transport, path: string, token: string, body: unknown, accepts: Accepts): Promise<Call> {
  const reply = await transport.call('POST', `${path}?access_token=${encodeURIComponent(token)}`, body);
  if (reply.status === 'no-answer') return reply;
  if (accepts === 'image' && reply.http === 200 && reply.contentType.startsWith('image/')) {
    return { status: 'answered', answer: { errcode: 0, errmsg: 'ok', body: {} }, reply };
  }
  const answer = readAnswer(reply);
  return answer === null
    ? { status: 'no-answer', reason: 'gateway', sent: !isTurnedAway(reply) }
    : { status: 'answered', answer, reply };
}

/** Calls an API that needs the access token; when WeChat refuses the token, takes a newer one and repeats once. */
export async function callWithToken(
  transport: Transport,
  tokens: TokenStore,
  path: string,
  body: unknown,
  accepts: Accepts = 'json',
): Promise<Call> {
  const token = await tokens.current();
  if (token === null) return { status: 'no-answer', reason: 'no-token', sent: false };
  const first = await once(transport, path, token, body, accepts);
  if (first.status !== 'answered' || !TOKEN_CODES.has(first.answer.errcode)) return first;
  const renewed = await tokens.replace(token);
  return renewed === null ? first : once(transport, path, renewed, body, accepts);
}
