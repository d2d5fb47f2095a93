import type { Logger } from '../../observability';
import { quietUntil } from '../../subscriptions';
import type { WechatClient } from '../../wechat';
import { afterUnknown } from '../events';
import { inFlightGauge, outcomesCounter, publishToSend } from '../metrics';
import type { CampaignRecord } from '../model';
import { decide } from '../outcomes/decide';
import type { Pacer } from '../pace/pacer';
import { applyAfterEffects, needsEffect } from './afterEffects';
import { nextCandidates, type Candidate } from './candidates';
import { Signal } from './signal';
import { deferQuiet, writeWave, type Settled } from './wave';

/** Candidates read ahead; enough for a moment of full speed, few enough to forget when an alert comes. */
const READ_AHEAD = 600;
const REFILL_BELOW = 250;
const IDLE_MS = 250;
const RETRY_WRITE_MS = 200;

export interface SenderDeps {
  client: Pick<WechatClient, 'sendSubscribeMessage'>;
  pacer: Pacer;
  logger: Logger;
  /** This worker's mark on what it has in flight. */
  lock: string;
  concurrency: number;
  /** Campaigns that may be sent, the most pressing first. */
  campaigns: () => readonly CampaignRecord[];
  /** Shares of the residents that are ours now. */
  parts: () => readonly number[];
  now: () => Date;
}

/**
 * Sends what is due. Everything goes in waves: one write records what was answered and marks what goes out next, so a
 * delivery costs two updates and a crash leaves at most `concurrency` deliveries in doubt — a place is free again only when
 * its outcome is written.
 */
export class Sender {
  private buffer: Candidate[] = [];
  private bufferIds = new Set<string>();
  private settled: Settled[] = [];
  /** Deliveries marked or in flight, or answered but not yet written. */
  private readonly open = new Map<string, Candidate>();
  private readonly openids = new Set<string>();
  private readonly signal = new Signal();
  private filling: Promise<void> | null = null;
  private exhaustedUntil = 0;
  private generation = 0;
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(private readonly deps: SenderDeps) {}

  start(): void {
    this.running = this.run();
  }

  /** Stops taking new deliveries and waits until everything in flight is answered and written. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.forgetBuffer();
    this.signal.ring();
    await this.running;
  }

  /** New work, or another order of campaigns: what was read ahead may be wrong now. */
  refresh(): void {
    this.forgetBuffer();
    this.exhaustedUntil = 0;
    this.signal.ring();
  }

  /** There may be more to read: looks again at once when nothing is at hand. */
  nudge(): void {
    if (this.buffer.length > 0) return;
    this.exhaustedUntil = 0;
    this.signal.ring();
  }

  /** Whether deliveries of a share are still open here. */
  isBusyIn(part: number): boolean {
    for (const { delivery } of this.open.values()) if (delivery.part === part) return true;
    return false;
  }

  private forgetBuffer(): void {
    this.generation += 1;
    this.buffer = [];
    this.bufferIds.clear();
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.open.size > 0) {
      this.fill();
      const settled = this.settled;
      this.settled = [];
      const next = this.stopping ? [] : this.takeNext();
      if (settled.length === 0 && next.length === 0) {
        await this.signal.wait(Math.min(IDLE_MS, this.idleMs()));
        continue;
      }
      for (const one of next) this.occupy(one);
      await this.wave(settled, next);
      inFlightGauge.set(this.open.size);
    }
  }

  private idleMs(): number {
    if (this.stopping || this.buffer.length === 0) return IDLE_MS;
    return Math.max(1, this.deps.pacer.waitMs());
  }

  /** The deliveries that may go out now: paced, one at a time for each openid, nobody in quiet hours. */
  private takeNext(): Candidate[] {
    const { pacer, concurrency, now } = this.deps;
    const room = Math.min(concurrency - this.open.size, this.buffer.length);
    if (room <= 0) return [];
    const allowed = pacer.take(room, this.open.size);
    if (allowed === 0) return [];
    const parts = new Set(this.deps.parts());
    const sendable = new Set(this.deps.campaigns().map((campaign) => campaign._id));
    const taken: Candidate[] = [];
    const later: Candidate[] = [];
    const quiet: { id: string; until: Date }[] = [];
    const at = now();
    let looked = 0;
    for (; looked < this.buffer.length && taken.length < allowed; looked++) {
      const one = this.buffer[looked] as Candidate;
      const { delivery, campaign } = one;
      // While WeChat is down, probes go to those for whom a lost answer does no harm yet.
      const spared = pacer.isProbing() && delivery.uncertain === true && this.buffer.length > 1;
      if (spared || this.openids.has(delivery.openid ?? '')) {
        later.push(one);
        continue;
      }
      this.bufferIds.delete(delivery._id);
      if (!parts.has(delivery.part) || !sendable.has(campaign._id) || !delivery.openid) continue;
      const until = quietUntil(delivery.quiet ?? null, at);
      if (until) quiet.push({ id: delivery._id, until });
      else {
        taken.push(one);
        this.openids.add(delivery.openid);
      }
    }
    this.buffer = [...later, ...this.buffer.slice(looked)];
    pacer.giveBack(allowed - taken.length);
    if (quiet.length > 0) void deferQuiet(quiet).catch((err: unknown) => this.report('push.quiet', err));
    return taken;
  }

  private occupy(one: Candidate): void {
    this.open.set(one.delivery._id, one);
    if (one.delivery.openid) this.openids.add(one.delivery.openid);
  }

  private free(one: Candidate): void {
    this.open.delete(one.delivery._id);
    this.openids.delete(one.delivery.openid ?? '');
  }

  private async wave(settled: Settled[], next: Candidate[]): Promise<void> {
    try {
      const special = settled.filter(needsEffect);
      if (special.length > 0) await applyAfterEffects(special, this.deps.now());
      const marked = await writeWave(settled, next, this.deps.lock);
      for (const one of settled) this.free(one.candidate);
      if (marked.length < next.length) {
        const kept = new Set(marked);
        for (const one of next) if (!kept.has(one)) this.free(one);
      }
      for (const one of marked) void this.send(one);
    } catch (err) {
      // The database is away. What was answered is kept until it can be written; what was to go out may or may not be
      // marked, and was certainly not sent.
      this.report('push.wave', err);
      const at = this.deps.now();
      this.settled.push(...settled, ...next.map((candidate) => ({ candidate, decision: null, at })));
      await new Promise((resolve) => setTimeout(resolve, RETRY_WRITE_MS));
    }
  }

  private async send(candidate: Candidate): Promise<void> {
    const { delivery, campaign } = candidate;
    const card = campaign.card;
    if (!card || !delivery.openid) return;
    const result = await this.deps.client.sendSubscribeMessage({
      touser: delivery.openid,
      templateId: card.templateId,
      page: card.page,
      data: card.data,
    });
    const attempt = {
      tries: delivery.tries ?? 0,
      uncertain: delivery.uncertain ?? false,
      afterUnknown: afterUnknown(campaign.kind, card.longTerm),
      longTerm: card.longTerm,
      systemic: this.deps.pacer.isProbing(),
    };
    const decision = decide(result, attempt, Math.random());
    this.deps.pacer.learn(decision.pace);
    const at = this.deps.now();
    outcomesCounter.inc({ state: decision.state, code: String(decision.code) });
    if (decision.state === 'sent') {
      publishToSend.observe({ kind: campaign.kind }, (at.getTime() - campaign.at.getTime()) / 1000);
    }
    this.settled.push({ candidate, decision, at });
    this.signal.ring();
  }

  /** Reads ahead when little is left; one reading at a time. */
  private fill(): void {
    const done = this.filling !== null || this.stopping || this.buffer.length >= REFILL_BELOW;
    if (done || performance.now() < this.exhaustedUntil) return;
    const { generation } = this;
    const known = new Set([...this.bufferIds, ...this.open.keys()]);
    this.filling = this.readAhead(generation, known)
      .catch((err: unknown) => {
        this.exhaustedUntil = performance.now() + RETRY_WRITE_MS;
        this.report('push.fill', err);
      })
      .finally(() => {
        this.filling = null;
        this.signal.ring();
      });
  }

  private async readAhead(generation: number, known: ReadonlySet<string>): Promise<void> {
    const { campaigns, parts, now } = this.deps;
    const mine = parts();
    const active = campaigns();
    const found =
      mine.length === 0 || active.length === 0 ? [] : await nextCandidates(active, mine, now(), READ_AHEAD, known);
    if (generation !== this.generation) return;
    for (const one of found) {
      if (this.open.has(one.delivery._id) || this.bufferIds.has(one.delivery._id)) continue;
      this.buffer.push(one);
      this.bufferIds.add(one.delivery._id);
    }
    if (found.length === 0) this.exhaustedUntil = performance.now() + IDLE_MS;
  }

  private report(action: string, err: unknown): void {
    this.deps.logger.error({ action, err });
  }
}
