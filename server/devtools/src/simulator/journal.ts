import { benchNumber } from './people';

const NAMED_AT_MOST = 100;
const LATEST_AT_MOST = 200;

/** A message WeChat accepted. */
export interface AcceptedSend {
  openid: string;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
  msgid: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** How often each recipient got one message; bench residents as one byte each. */
class Recipients {
  private bench = new Uint8Array(1024);
  private readonly others = new Map<string, number>();
  accepted = 0;
  distinct = 0;

  add(openid: string): void {
    const before = this.of(openid);
    const number = benchNumber(openid);
    this.accepted += 1;
    if (before === 0) this.distinct += 1;
    if (number === null) {
      this.others.set(openid, before + 1);
      return;
    }
    if (number >= this.bench.length) {
      const larger = new Uint8Array(Math.max(number + 1, this.bench.length * 2));
      larger.set(this.bench);
      this.bench = larger;
    }
    this.bench[number] = Math.min(255, before + 1);
  }

  of(openid: string): number {
    const number = benchNumber(openid);
    return number === null ? (this.others.get(openid) ?? 0) : (this.bench[number] ?? 0);
  }

  repeated(): string[] {
    const names: string[] = [];
    for (const [openid, count] of this.others) if (count > 1 && names.length < NAMED_AT_MOST) names.push(openid);
    for (let n = 0; n < this.bench.length && names.length < NAMED_AT_MOST; n++) {
      if ((this.bench[n] ?? 0) > 1) names.push(`bench-${n}`);
    }
    return names;
  }

  /** Bench residents 0 … `expected`-1 who got nothing. */
  missing(expected: number): { count: number; named: string[] } {
    const named: string[] = [];
    let count = 0;
    for (let n = 0; n < expected; n++) {
      if ((this.bench[n] ?? 0) > 0) continue;
      count += 1;
      if (named.length < NAMED_AT_MOST) named.push(`bench-${n}`);
    }
    return { count, named };
  }
}

/** What was accepted, counted by message and recipient; a message is its template, page and values together. */
export class Journal {
  private readonly messages = new Map<string, { send: AcceptedSend; recipients: Recipients }>();
  private readonly latest: AcceptedSend[] = [];
  private readonly outcomes = new Map<string, number>();
  private firstAt: number | null = null;
  private lastAt: number | null = null;

  record(send: AcceptedSend): void {
    const key = `${send.templateId} ${send.page} ${JSON.stringify(send.data)}`;
    const entry = this.messages.get(key) ?? { send, recipients: new Recipients() };
    this.messages.set(key, entry);
    entry.recipients.add(send.openid);
    this.firstAt ??= send.at;
    this.lastAt = send.at;
    this.latest.push(send);
    if (this.latest.length > LATEST_AT_MOST) this.latest.shift();
  }

  /** Counts an answer of the API by path and code. */
  outcome(path: string, outcome: number | string): void {
    const key = `${path} ${outcome}`;
    this.outcomes.set(key, (this.outcomes.get(key) ?? 0) + 1);
  }

  /**
   * Everything counted.
   * @param expected bench residents who should have got each message, to name the missing
   */
  summary(expected = 0) {
    return {
      firstAt: this.firstAt,
      lastAt: this.lastAt,
      outcomes: Object.fromEntries(this.outcomes),
      messages: [...this.messages.values()].map(({ send, recipients }) => ({
        templateId: send.templateId,
        page: send.page,
        data: send.data,
        accepted: recipients.accepted,
        recipients: recipients.distinct,
        duplicates: recipients.accepted - recipients.distinct,
        repeated: recipients.repeated(),
        missing: recipients.missing(expected),
      })),
    };
  }

  /** The latest accepted sends, oldest first; of one person when told. */
  sends(openid?: string): AcceptedSend[] {
    return openid === undefined ? this.latest : this.latest.filter((send) => send.openid === openid);
  }

  reset(): void {
    this.messages.clear();
    this.latest.length = 0;
    this.outcomes.clear();
    this.firstAt = null;
    this.lastAt = null;
  }
}
