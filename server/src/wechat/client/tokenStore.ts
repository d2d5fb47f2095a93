import { databaseNow } from '../../database';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../observability';
import { readAnswer } from './readAnswer';
import { endLease, readSharedToken, takeLease, type SharedToken } from './tokenLease';
import type { Transport } from './transport';
import type { WechatAccount } from './types';

/** WeChat hands out the next token in the last 5 minutes of the old one; both are valid during that time. */
const RENEW_BEFORE_MS = 5 * 60_000;
const WAIT_FOR_OTHERS_MS = 10_000;
const POLL_MS = 50;
/** After a failure nobody asks again for this long, so that waiting sends do not become a storm of fetches. */
const FAILURE_PAUSE_MS = 1000;
/** A token that WeChat refuses and gives out all the same is not asked for again for so long. */
const INSIST_MS = 2000;

export interface TokenStore {
  /** A valid access token, or null when none can be had now. */
  current(): Promise<string | null>;
  /** A token to use after WeChat refused `refused`: another process's newer one, or one fetched again. */
  replace(refused: string): Promise<string | null>;
}

/** Local copy; its times are monotonic, so that a jump of the clock does not change them. */
interface Held {
  token: string;
  renewAt: number;
  endsAt: number;
}

type FetchedToken = { ok: true; token: string; expiresInS: number } | { ok: false; errcode: number | null };

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

/** Shares one stable token among all processes: one fetch at a time here (promise) and everywhere (lease in MongoDB). */
export function createTokenStore(transport: Transport, account: WechatAccount, logger: Logger): TokenStore {
  let held: Held | null = null;
  let running: Promise<string | null> | null = null;
  let failedAt = -Infinity;
  let insistedAt = -Infinity;

  function hold(shared: SharedToken): string {
    const endsAt = performance.now() + (shared.expiresAt.getTime() - databaseNow().getTime());
    held = { token: shared.token, renewAt: endsAt - RENEW_BEFORE_MS, endsAt };
    return shared.token;
  }

  const usable = (shared: SharedToken | null, refused: string | null): shared is SharedToken =>
    shared !== null &&
    shared.token !== refused &&
    shared.expiresAt.getTime() - databaseNow().getTime() > RENEW_BEFORE_MS;

  async function fetchUnderLease(refused: string | null): Promise<string | null> {
    let fetched: SharedToken | null = null;
    try {
      const shared = await readSharedToken(account.appId);
      if (usable(shared, refused)) return hold(shared);
      const answer = await fetchStableToken(transport, account);
      if (!answer.ok) {
        logger.error({ action: 'wechat.token_failed', errcode: answer.errcode });
        return null;
      }
      if (answer.token === refused) insistedAt = performance.now();
      fetched = { token: answer.token, expiresAt: new Date(databaseNow().getTime() + answer.expiresInS * 1000) };
      return hold(fetched);
    } finally {
      await endLease(account.appId, fetched);
    }
  }

  async function obtain(refused: string | null): Promise<string | null> {
    const deadline = performance.now() + WAIT_FOR_OTHERS_MS;
    while (performance.now() < deadline) {
      const shared = await readSharedToken(account.appId);
      if (usable(shared, refused)) return hold(shared);
      if (await takeLease(account.appId)) return fetchUnderLease(refused);
      await pause(POLL_MS);
    }
    logger.error({ action: 'wechat.token_lease_busy' });
    return null;
  }

  function single(refused: string | null): Promise<string | null> {
    if (running) return running;
    if (performance.now() - failedAt < FAILURE_PAUSE_MS) return Promise.resolve(null);
    running = obtain(refused)
      .catch((error: unknown) => {
        logger.error({ action: 'wechat.token_store_failed', err: error });
        return null;
      })
      .then((token) => {
        if (token === null) failedAt = performance.now();
        running = null;
        return token;
      });
    return running;
  }

  return {
    current: async () => {
      const now = performance.now();
      if (held !== null && now < held.renewAt) return held.token;
      if (held === null || now >= held.endsAt) return single(null);
      void single(null);
      return held.token;
    },
    replace: async (refused) => {
      if (running) await running;
      const isInsisted = performance.now() - insistedAt < INSIST_MS;
      if (held !== null && (held.token !== refused || isInsisted)) return held.token;
      return single(refused);
    },
  };
}
