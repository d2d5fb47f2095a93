import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../observability';
import { quietUntil } from '../../subscriptions';
import type { WechatClient } from '../../wechat';
import { afterUnknown } from '../events';
import { inFlightGauge, outcomesCounter, publishToSend } from '../metrics';
import type { CampaignRecord } from '../model';
import type { HoldReach } from '../outcomes/codes';
import { decide } from '../outcomes/decide';
import type { Pacer } from '../pace/pacer';
import type { Candidate } from './candidates';
import { endFlight, renewFlight, writeFlight } from './flights';
import { ReadAhead } from './readAhead';
import { Settler } from './settler';
import { Signal } from './signal';
import { deferQuiet, turnOf, type Settled } from './writeOutcomes';

const IDLE_MS = 250;
const RETRY_LIST_MS = 200;
/** The next lot is listed when so much of the last one is left: a list costs about as much for fifty as for one. */
const RELIST_SHARE = 0.25;

export interface SenderDeps {
  client: Pick<WechatClient, 'sendSubscribeMessage'>;
  pacer: Pacer;
  logger: Logger;
  /** The name of this worker's flight list. */
  worker: string;
  concurrency: number;
  /** Campaigns that may be sent, the most pressing first. */
  campaigns: () => readonly CampaignRecord[];
  /** Shares of the residents that are ours now. */
  parts: () => readonly number[];
  now: () => Date;
  /** Reads anew which campaigns may be sent; what `campaigns` says afterwards is no older than the call. */
  look: () => Promise<void>;
  /** Called when WeChat's answer holds a campaign, all of its kind, or all, before that is written down. */
  onHold: (campaign: CampaignRecord, reach: HoldReach) => void;
  /** Called when nothing is left in flight or at hand: a campaign may have ended. */
  onDry: () => void;
}

/** Whether a message of this campaign that was listed but never sent would be sent again after a crash. */
function isResent(campaign: CampaignRecord): boolean {
  return afterUnknown(campaign.kind, campaign.card?.longTerm ?? false) === 'resend';
}

/**
 * Sends what is due: read ahead → write the flight list → send → write the outcome. A place among the `concurrency` ones is
 * free again only when the outcome is durable, so a crash leaves at most that many messages that may have been delivered
 * without our knowing. Listing runs ahead of sending where a listed message that was never sent does no harm after a crash.
 */
export class Sender {
  private readonly ahead: ReadAhead;
  private readonly settler: Settler;
  /** Listed, not yet sent. */
  private ready: Candidate[] = [];
  /** Sent, and not yet written down. */
  private readonly posted = new Set<string>();
  /** Everything from listing to the written outcome. */
  private readonly open = new Map<string, Candidate>();
  private readonly openids = new Set<string>();
  /** Shares of what the flight list in the database names; null when that is not known. */
  private listed: ReadonlySet<number> | null = new Set();
  /** The fence of our list, null before there is one. */
  private fence: number | null = null;
  private readonly signal = new Signal();
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(private readonly deps: SenderDeps) {
    const { pacer, logger, now, campaigns, parts } = deps;
    const perSecond = (): number => pacer.perSecond();
    this.ahead = new ReadAhead({ campaigns, parts, now, logger, perSecond, onFound: () => this.signal.ring() });
    this.settler = new Settler({ logger, now, onWritten: (batch) => this.release(batch) });
  }

  start(): void {
    this.running = this.run();
  }

  /** Stops taking new deliveries and waits until everything in flight is answered and written. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.ring();
    await this.running;
    await this.settler.stop();
    await endFlight(this.deps.worker);
  }

  /** Another order of campaigns: what was read ahead or listed may be wrong now. */
  refresh(): void {
    this.ahead.forget();
    this.putBack((one) => !this.isSendable(one));
    this.signal.ring();
  }

  /** There may be more to read. */
  nudge(): void {
    this.ahead.nudge();
    this.signal.ring();
  }

  /** Whether deliveries of a share are still open here, or named by the flight list. */
  isBusyIn(part: number): boolean {
    if (this.listed === null || this.listed.has(part)) return true;
    for (const { delivery } of this.open.values()) if (delivery.part === part) return true;
    return false;
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.open.size > 0) {
      if (this.stopping || this.deps.pacer.isBlocked()) this.putBack(() => true);
      if (!this.stopping) this.ahead.fill(this.open);
      const next = this.stopping ? [] : this.takeNext();
      if (next.length > 0 || this.isListStale()) await this.list(next);
      this.post();
      inFlightGauge.set(this.posted.size);
      if (next.length === 0) await this.signal.wait(this.idleMs());
    }
  }

  private idleMs(): number {
    if (this.stopping || this.ahead.length === 0) return IDLE_MS;
    return Math.min(IDLE_MS, Math.max(1, this.deps.pacer.waitMs()));
  }

  private isSendable({ campaign, delivery }: Candidate): boolean {
    return this.deps.parts().includes(delivery.part) && this.deps.campaigns().some((one) => one._id === campaign._id);
  }

  /** Nothing is open, but the list in the database may still name something. */
  private isListStale(): boolean {
    return this.open.size === 0 && this.listed?.size !== 0;
  }

  /** How many to list now: the next lot, when little of the last one is left. */
  private wanted(): number {
    const { concurrency } = this.deps;
    const lot = this.ready.length <= concurrency * RELIST_SHARE ? concurrency - this.ready.length : 0;
    return Math.min(this.ahead.length, lot);
  }

  /** The deliveries that may go out now: paced, one at a time for each openid, nobody in quiet hours. */
  private takeNext(): Candidate[] {
    const { pacer, concurrency } = this.deps;
    const wanted = this.wanted();
    const allowed = wanted <= 0 ? 0 : pacer.take(wanted, this.posted.size + this.ready.length);
    if (allowed === 0) return [];
    const parts = new Set(this.deps.parts());
    const campaigns = new Set(this.deps.campaigns().map((campaign) => campaign._id));
    const quiet: { id: string; until: Date }[] = [];
    const at = this.deps.now();
    let free = concurrency - this.posted.size - this.ready.length;
    const taken = this.ahead.take(allowed, ({ delivery, campaign }) => {
      if (!parts.has(delivery.part) || !campaigns.has(campaign._id) || !delivery.openid) return 'drop';
      if (this.openids.has(delivery.openid)) return 'later';
      // While WeChat is down, probes go to those for whom a lost answer does no harm yet.
      if (pacer.isProbing() && delivery.uncertain === true && this.ahead.length > 1) return 'later';
      if (free <= 0 && !isResent(campaign)) return 'later';
      const until = quietUntil(delivery.quiet ?? null, at);
      if (until) {
        quiet.push({ id: delivery._id, until });
        return 'drop';
      }
      free -= 1;
      this.openids.add(delivery.openid);
      return 'take';
    });
    pacer.giveBack(allowed - taken.length);
    if (quiet.length > 0) {
      deferQuiet(quiet).catch((err: unknown) => this.deps.logger.error({ action: 'push.quiet', err }));
    }
    return taken;
  }

  /** Writes the flight list with `next` added to what is open. */
  private async list(next: Candidate[]): Promise<void> {
    for (const one of next) this.open.set(one.delivery._id, one);
    const { worker, look, logger } = this.deps;
    const named = [...this.open.values()];
    const entries = named.map((one) => ({ id: one.delivery._id, turn: turnOf(one) }));
    this.listed = null;
    try {
      if (this.fence === null || !(await writeFlight(worker, entries, this.fence))) {
        // Somebody closed a campaign: which one we see by looking after that.
        this.fence = await renewFlight(worker, entries);
        await look();
      }
      this.listed = new Set(named.map((one) => one.delivery.part));
      this.ready.push(...next);
    } catch (err) {
      // The database is away: the list may or may not stand, and nothing was sent.
      logger.error({ action: 'push.list', err });
      for (const one of next) this.forget(one);
      await pause(RETRY_LIST_MS);
    }
  }

  private post(): void {
    while (this.ready.length > 0 && this.posted.size < this.deps.concurrency) {
      const next = this.ready.shift() as Candidate;
      if (!this.isSendable(next)) this.forget(next);
      else void this.send(next);
    }
  }

  /** Lets listed deliveries wait again: they were never sent. */
  private putBack(which: (one: Candidate) => boolean): void {
    const back = new Set(this.ready.filter(which));
    if (back.size === 0) return;
    this.ready = this.ready.filter((one) => !back.has(one));
    for (const one of back) this.forget(one);
  }

  private async send(candidate: Candidate): Promise<void> {
    const { delivery, campaign } = candidate;
    const { card } = campaign;
    if (!card || !delivery.openid) return this.forget(candidate);
    this.posted.add(delivery._id);
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
    if (decision.hold !== null) this.deps.onHold(campaign, decision.hold);
    const at = this.deps.now();
    outcomesCounter.inc({ state: decision.state, code: String(decision.code) });
    if (decision.state === 'sent') {
      publishToSend.observe({ kind: campaign.kind }, (at.getTime() - campaign.at.getTime()) / 1000);
    }
    this.settler.add({ candidate, decision, at });
  }

  /** Outcomes are durable: their places and openids are free. */
  private release(batch: readonly Settled[]): void {
    for (const { candidate } of batch) this.forget(candidate);
    if (this.open.size === 0 && this.ahead.length === 0) this.deps.onDry();
    this.post();
    this.signal.ring();
  }

  private forget({ delivery }: Candidate): void {
    this.posted.delete(delivery._id);
    this.open.delete(delivery._id);
    if (delivery.openid) this.openids.delete(delivery.openid);
  }
}
