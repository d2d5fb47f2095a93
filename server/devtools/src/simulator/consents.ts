import { benchNumber } from './people';

/** Long-term templates count one consent as many sends. */
const MANY = Number.POSITIVE_INFINITY;

/** WeChat's own ledger of consents: what may still be sent to whom, by template. */
export class Consents {
  private readonly left = new Map<string, number>();
  /** Sends to bench residents by template: one small number each, so that a million of them is cheap. */
  private readonly benchUsed = new Map<string, Uint16Array>();

  /** @param benchCredit sends every bench resident accepts per template */
  constructor(public benchCredit: number) {}

  accept(openid: string, templateId: string, longTerm: boolean): void {
    const key = `${openid} ${templateId}`;
    this.left.set(key, longTerm ? MANY : (this.left.get(key) ?? 0) + 1);
  }

  set(openid: string, templateId: string, sends: number): void {
    this.left.set(`${openid} ${templateId}`, sends);
  }

  /** Sends still accepted. */
  remaining(openid: string, templateId: string): number {
    const set = this.left.get(`${openid} ${templateId}`);
    const bench = benchNumber(openid);
    if (set !== undefined || bench === null) return set ?? 0;
    return Math.max(0, this.benchCredit - (this.benchUsed.get(templateId)?.[bench] ?? 0));
  }

  /** Uses one consent; false when none is left. */
  spend(openid: string, templateId: string): boolean {
    if (this.remaining(openid, templateId) <= 0) return false;
    const key = `${openid} ${templateId}`;
    const set = this.left.get(key);
    const bench = benchNumber(openid);
    if (set !== undefined || bench === null) {
      this.left.set(key, (set ?? 0) - 1);
      return true;
    }
    let used = this.benchUsed.get(templateId) ?? new Uint16Array(1024);
    if (bench >= used.length) {
      const larger = new Uint16Array(Math.max(bench + 1, used.length * 2));
      larger.set(used);
      used = larger;
    }
    used[bench] = (used[bench] ?? 0) + 1;
    this.benchUsed.set(templateId, used);
    return true;
  }

  reset(): void {
    this.left.clear();
    this.benchUsed.clear();
  }
}
