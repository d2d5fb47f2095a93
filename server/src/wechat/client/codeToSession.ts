import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type ErrorCode } from '../../errors';
import { backoffMs, type Backoff } from '../../runtime';
import { readAnswer } from './readAnswer';
import type { Transport } from './transport';
import type { WechatAccount } from './types';

const TRIES = 3;
const RETRY: Backoff = { firstMs: 300, longestMs: 600, jitter: 0.5 };
const OPENID = /^[\w-]{6,64}$/;

/** What the resident is told for a code of jscode2session; anything else is WeChat's or our configuration's fault. */
const MEANING: Record<number, ErrorCode> = {
  40029: 'login_code_invalid',
  40163: 'login_code_invalid',
  40226: 'forbidden',
  45011: 'too_many_requests',
};

/**
 * Exchanges a login code (wx.login: five minutes, single use) for the openid by GET /sns/jscode2session. A busy or silent
 * WeChat is asked up to three times.
 * @throws AppError by the table above, or `wechat_unavailable`
 */
export async function codeToSession(
  transport: Transport,
  account: WechatAccount,
  code: string,
): Promise<{ openid: string }> {
  const query = new URLSearchParams({
    appid: account.appId,
    secret: account.secret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  let lastCode: number | null = null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await pause(backoffMs(attempt, RETRY));
    const reply = await transport.call('GET', `/sns/jscode2session?${query.toString()}`);
    const answer = reply.status === 'answered' ? readAnswer(reply) : null;
    lastCode = answer?.errcode ?? null;
    if (answer === null || answer.errcode === -1) continue;
    if (answer.errcode === 0 && typeof answer.body.openid === 'string' && OPENID.test(answer.body.openid)) {
      return { openid: answer.body.openid };
    }
    const meaning = MEANING[answer.errcode];
    if (meaning !== undefined) throw new AppError(meaning, meaning === 'too_many_requests' ? { retryAfter: 60 } : {});
    break;
  }
  throw new AppError('wechat_unavailable', { cause: new Error(`jscode2session: ${lastCode ?? 'no answer'}`) });
}
