import { AppError, type ErrorCode } from '../../errors';
import { counter, histogram, type Logger } from '../../observability';
import { callWithToken, type Accepts, type Call } from './callWithToken';
import { codeToSession } from './codeToSession';
import { createTokenStore, fetchStableToken } from './tokenStore';
import { createTransport, type Timeouts } from './transport';
import type { Quota, SendResult, SubscribeMessage, WechatAccount, WechatClient } from './types';

const SEND = '/cgi-bin/message/subscribe/send';
const QUOTA = '/cgi-bin/openapi/quota/get';
const CODE = '/wxa/getwxacodeunlimit';

/** WeChat normally answers within 200 ms; after five seconds the answer is lost for us. */
const TIMEOUTS: Timeouts = { connect: 3000, answer: 5000 };

/** Codes of getwxacodeunlimit that the caller can do something about. */
const CODE_MEANING: Record<number, ErrorCode> = {
  40097: 'invalid_input',
  40129: 'invalid_input',
  40169: 'invalid_input',
  41030: 'invalid_input',
  45009: 'too_many_requests',
  45011: 'too_many_requests',
};

const calls = counter('shuozhi_wechat_calls_total', 'Calls to WeChat by API and code or kind of failure', [
  'api',
  'outcome',
]);
const duration = histogram(
  'shuozhi_wechat_call_seconds',
  'Time of a call to WeChat, token renewal included',
  [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
  ['api'],
);

/** Counts a call that began at `started` (performance.now) and its outcome: WeChat's code, or the kind of failure. */
function observeCall(api: string, started: number, outcome: number | string): void {
  calls.inc({ api, outcome: String(outcome) });
  duration.observe({ api }, (performance.now() - started) / 1000);
}

function toSendResult(call: Call): SendResult {
  if (call.status === 'no-answer') return call;
  const { errcode, errmsg, body } = call.answer;
  // WeChat always names a code here: an answer without one comes from somebody else and proves nothing.
  if (errcode === 0 && body.errcode === undefined) return { status: 'no-answer', reason: 'gateway', sent: true };
  const msgid = typeof body.msgid === 'string' ? body.msgid : null;
  return { status: 'answered', errcode, errmsg, msgid };
}

function toQuota(call: Call): Quota | null {
  if (call.status === 'no-answer' || call.answer.errcode !== 0) return null;
  const { quota, rate_limit: rate } = call.answer.body as {
    quota?: Record<string, unknown>;
    rate_limit?: Record<string, unknown>;
  };
  if (typeof quota?.daily_limit !== 'number') return null;
  const calls = Number(rate?.call_count);
  const seconds = Number(rate?.refresh_second);
  return {
    daily: { limit: quota.daily_limit, used: Number(quota.used), remain: Number(quota.remain) },
    rate: calls > 0 && seconds > 0 ? { calls, seconds } : null,
  };
}

/**
 * The client of WeChat's server API: keep-alive connections, one access token shared by all processes, answers as values.
 * Neither the secret, a token nor an openid reaches a log line or an error.
 * @param timeouts milliseconds; shorter in tests
 */
export function createWechatClient(
  account: WechatAccount,
  logger: Logger,
  timeouts: Timeouts = TIMEOUTS,
): WechatClient {
  const transport = createTransport(account.apiBase, timeouts);
  const tokens = createTokenStore(transport, account, logger);

  async function call(path: string, body: unknown, accepts: Accepts = 'json'): Promise<Call> {
    const started = performance.now();
    const result = await callWithToken(transport, tokens, path, body, accepts);
    observeCall(path, started, result.status === 'answered' ? result.answer.errcode : result.reason);
    return result;
  }

  return {
    codeToSession: async (code) => {
      const started = performance.now();
      try {
        const session = await codeToSession(transport, account, code);
        observeCall('/sns/jscode2session', started, 0);
        return session;
      } catch (error) {
        observeCall('/sns/jscode2session', started, error instanceof AppError ? error.code : 'error');
        throw error;
      }
    },
    sendSubscribeMessage: async (message: SubscribeMessage) =>
      toSendResult(
        await call(SEND, {
          touser: message.touser,
          template_id: message.templateId,
          page: message.page,
          data: message.data,
          miniprogram_state: account.state,
          lang: 'zh_CN',
        }),
      ),
    quota: async (cgiPath) => toQuota(await call(QUOTA, { cgi_path: cgiPath })),
    miniProgramCode: async ({ scene, page, width }) => {
      const envVersion = { developer: 'develop', trial: 'trial', formal: 'release' }[account.state];
      const body = { scene, page, width, env_version: envVersion, check_path: account.state === 'formal' };
      const result = await call(CODE, body, 'image');
      if (
        result.status === 'answered' &&
        result.answer.errcode === 0 &&
        result.reply.contentType.startsWith('image/')
      ) {
        return { image: result.reply.body, contentType: result.reply.contentType };
      }
      const errcode = result.status === 'answered' ? result.answer.errcode : null;
      throw new AppError(CODE_MEANING[errcode ?? 0] ?? 'wechat_unavailable', {
        cause: new Error(`getwxacodeunlimit: ${errcode ?? 'no answer'}`),
      });
    },
    check: async () => {
      const fetched = await fetchStableToken(transport, account);
      return fetched.ok ? { ok: true } : { ok: false, errcode: fetched.errcode };
    },
    warm: async () => (await tokens.current()) !== null,
    close: () => transport.close(),
  };
}
