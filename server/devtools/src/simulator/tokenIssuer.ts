import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from './clock';

const LIFETIME_S = 7200;
const OVERLAP_S = 300;
const FORCED_PER_DAY = 20;
const FORCED_GAP_S = 30;

interface Issued {
  token: string;
  /** Milliseconds. */
  expires: number;
}

/** The access tokens of one account: the stable one with its overlap, and the older kind where each fetch ends the last. */
export class TokenIssuer {
  private stable: Issued | null = null;
  private previous: Issued | null = null;
  private plain: Issued | null = null;
  private readonly expired = new Set<string>();
  private forcedAt: number[] = [];
  /** How many different stable tokens were handed out, for tests of the single flight. */
  issued = 0;

  constructor(private readonly clock: SimulatorClock) {}

  private make(): Issued {
    const token = `${randomBytes(3).toString('hex')}_${randomBytes(72).toString('base64url')}`;
    return { token, expires: this.clock.now() + LIFETIME_S * 1000 };
  }

  /** Normal mode: the token in use with its remaining seconds; in its last five minutes a new one, both valid. */
  stableToken(): { token: string; expiresInS: number } {
    const now = this.clock.now();
    if (this.stable === null || this.stable.expires - now <= OVERLAP_S * 1000) {
      this.previous = this.stable;
      this.stable = this.make();
      this.issued += 1;
    }
    return { token: this.stable.token, expiresInS: Math.floor((this.stable.expires - now) / 1000) };
  }

  /** Forced mode ends the token in use at once; null when it was asked for too often. */
  forcedToken(): { token: string; expiresInS: number } | null {
    const now = this.clock.now();
    this.forcedAt = this.forcedAt.filter((at) => now - at < 24 * 3600_000);
    const last = this.forcedAt.at(-1);
    if (this.forcedAt.length >= FORCED_PER_DAY || (last !== undefined && now - last < FORCED_GAP_S * 1000)) return null;
    this.forcedAt.push(now);
    this.revoke();
    return this.stableToken();
  }

  /** GET /cgi-bin/token: a token of its own kind that ends the one fetched before. */
  plainToken(): { token: string; expiresInS: number } {
    this.plain = this.make();
    return { token: this.plain.token, expiresInS: LIFETIME_S };
  }

  /** Ends the stable tokens, as a leak handled at WeChat's console would. */
  revoke(): void {
    this.stable = null;
    this.previous = null;
  }

  /** 0 when `token` may be used, else WeChat's code. */
  check(token: string | null): 0 | 40001 | 41001 | 42001 {
    if (!token) return 41001;
    const known = [this.stable, this.previous, this.plain].find((issued) => issued?.token === token);
    if (!known) return this.expired.has(token) ? 42001 : 40001;
    if (known.expires > this.clock.now()) return 0;
    this.expired.add(token);
    return 42001;
  }
}
