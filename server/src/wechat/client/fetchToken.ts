import { readAnswer } from './readAnswer';
import type { Transport } from './transport';
import type { WechatAccount } from './types';

export type FetchedToken = { ok: true; token: string; expiresInS: number } | { ok: false; errcode: number | null };

/**
 * Asks WeChat for the stable access token in normal mode, which never invalidates the one in use
 * (POST /cgi-bin/stable_token). `errcode` is null when no answer came.
 */
export async function fetchStableToken(transport: Transport, account: WechatAccount): Promise<FetchedToken> {
  const reply = await transport.call('POST', '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: account.appId,
    secret: account.secret,
  });
  const answer = reply.status === 'answered' ? readAnswer(reply) : null;
  if (answer === null) return { ok: false, errcode: null };
  const { access_token: token, expires_in: expiresInS } = answer.body;
  if (answer.errcode !== 0 || typeof token !== 'string' || token === '' || typeof expiresInS !== 'number') {
    return { ok: false, errcode: answer.errcode };
  }
  return { ok: true, token, expiresInS };
}
