import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../observability';
import { quietUntil } from '../../subscriptions';
import type { WechatClient } from '../../wechat';
import { inFlightGauge, outcomesCounter, publishToSend } from '../metrics';
import type { DeliveryRecord, SendableCampaign } from '../model';
import type { HoldReach } from '../outcomes/codes';
import { decide } from '../outcomes/decide';
import { StrangeStreak } from '../outcomes/strangeStreak';
import type { Pacer } from '../pace/pacer';
import { afterUnknown, type UnknownSort } from '../unknown';
import type { Candidate } from './candidates';
import { FlightDeck } from './flightDeck';
import { ReadAhead } from './readAhead';
import { Settler } from './settler';
import { Signal } from './signal';
import { deferQuiet, isAccepted, type Settled } from './writeOutcomes';

const IDLE_MS = 250;
const RETRY_LIST_MS = 200;
/** Answers are gathered this long before the list is written: shortly where places are scarce. */
const GATHER_MS = 5;
const SCARCE_GATHER_MS = 1;
/** Outcomes that hold a place are written down after so long, those that the list remembers in larger lots. */
const SETTLE_MS = 3;
const TRANSFER_MS = 30;
/** Accepted messages the list may remember beyond the places; more means that the database does not keep up. */
const BACKLOG = 1000;

export interface SenderDeps {
  client: Pick<WechatClient, 'sendSubscribeMessage'>;
  pacer: Pacer;
  logger: Logger;
  /** The name of this worker's flight list. */
  worker: string;
  concurrency: number;
  /** What is sent again after an unknown outcome. */
  resendUnknown: readonly UnknownSort[];
  /** Campaigns that may be sent, the most pressing first. */
  campaigns: () => readonly SendableCampaign[];
  /** Shares of the residents that are ours now. */
  parts: () => readonly number[];
  now: () => Date;
  /** Reads anew which campaigns may be sent; what `campaigns` says afterwards is no older than the call. */
  look: () => Promise<void>;
  /** Called when WeChat's answer holds a campaign, all of its kind, or all, before that is written down. */
  onHold: (campaign: SendableCampaign, reach: HoldReach) => void;
  /** Applies what outcomes mean beyond their deliveries; repeating it changes nothing. */
  applyAfterEffects: (settled: readonly Settled[], now: Date) => Promise<void>;
  /** Called when nothing is left in flight or at hand: a campaign may have ended. */
  onDry: () => void;
}

/**
 * Sends what is due: read ahead → write the flight list → send → note the acceptance in the list → write the outcome. A
 * place among the `concurrency` ones is free again only when the outcome is durable, so a crash leaves at most that many
 * messages that may have been delivered without our knowing.
 */
export class Sender {
  private readonly ahead: ReadAhead;
  private readonly deck: FlightDeck;
  /** Writes down what holds a place. */
  private readonly settler: Settler;
  /** Writes down what the flight list remembers. */
  private readonly transfer: Settler;
  private readonly strange = new StrangeStreak();
  private readonly signal = new Signal();
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(private readonly deps: SenderDeps) {
    const { pacer, logger, now, campaigns, parts, worker, look, applyAfterEffects } = deps;
    const perSecond = (): number => pacer.perSecond();
    const onWritten = (batch: readonly Settled[]): void => this.release(batch);
    this.deck = new FlightDeck(worker, look);
    this.ahead = new ReadAhead({ campaigns, parts, now, logger, perSecond, onFound: () => this.signal.ring() });
    this.settler = new Settler({ gatherMs: SETTLE_MS, logger, now, applyAfterEffects, onWritten });
    this.transfer = new Settler({ gatherMs: TRANSFER_MS, logger, now, applyAfterEffects, onWritten });
  }

  start(): void {
    this.running = this.run();
  }

  /** Stops taking new deliveries and waits until everything in flight is answered and written. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.ring();
    await this.running;
    await Promise.all([this.settler.stop(), this.transfer.stop()]);
    await this.deck.end();
  }

  /** Another order of campaigns, or other shares: what was read ahead may be wrong now. */
  refresh(): void {
    this.ahead.forget();
    this.signal.ring();
  }

  /** There may be more to read. */
  nudge(): void {
    this.ahead.nudge();
    this.signal.ring();
  }

  /** Whether deliveries of a share are still open here, or named by the flight list. */
  isBusyIn(part: number): boolean {
    return this.deck.isBusyIn(part);
  }

  private async run(): Promise<void> {
    while (!this.stopping || this.deck.messages.size > 0) {
      if (this.deck.places > 0) await pause(this.gatherMs());
      if (!this.stopping) this.ahead.fill(this.deck.messages);
      const next = this.stopping ? [] : this.takeNext();
      if (next.length > 0 || this.deck.isStale) await this.list(next);
      else await this.signal.wait(this.idleMs());
    }
  }

  private gatherMs(): number {
    return this.deck.places > this.deps.concurrency / 2 ? SCARCE_GATHER_MS : GATHER_MS;
  }

  private idleMs(): number {
    if (this.stopping || this.ahead.length === 0) return IDLE_MS;
    return Math.min(IDLE_MS, Math.max(1, this.deps.pacer.waitMs()));
  }

  private isSendable({ campaign, delivery }: Candidate): boolean {
    return this.deps.parts().includes(delivery.part) && this.deps.campaigns().some((one) => one._id === campaign._id);
  }

  /** The deliveries that may go out now: paced, one at a time for each openid, nobody in quiet hours. */
  private takeNext(): Candidate[] {
    const { pacer, concurrency } = this.deps;
    const { places } = this.deck;
    const backlog = this.deck.messages.size - places;
    const wanted = backlog > BACKLOG ? 0 : Math.min(this.ahead.length, concurrency - places);
    const allowed = wanted <= 0 ? 0 : pacer.take(wanted, places);
    if (allowed === 0) return [];
    // While WeChat is down, probes go first to those for whom a lost answer does no harm yet.
    const certain = pacer.isProbing() ? this.choose(allowed, (delivery) => delivery.uncertain !== true) : [];
    const taken = certain.length > 0 ? certain : this.choose(allowed, () => true);
    pacer.giveBack(allowed - taken.length);
    return taken;
  }

  /** Takes up to `most` of what was read ahead, where `wanted` agrees. */
  private choose(most: number, wanted: (delivery: DeliveryRecord) => boolean): Candidate[] {
    const parts = new Set(this.deps.parts());
    const campaigns = new Set(this.deps.campaigns().map((campaign) => campaign._id));
    const chosen = new Set<string>();
    const quiet: { id: string; until: Date }[] = [];
    const at = this.deps.now();
    const taken = this.ahead.take(most, ({ delivery, campaign }) => {
      const { openid } = delivery;
      if (!parts.has(delivery.part) || !campaigns.has(campaign._id) || !openid) return 'drop';
      if (!wanted(delivery) || chosen.has(openid) || this.deck.isUnderWay(openid)) return 'later';
      const until = quietUntil(delivery.quiet ?? null, at);
      if (until) {
        quiet.push({ id: delivery._id, until });
        return 'drop';
      }
      chosen.add(openid);
      return 'take';
    });
    if (quiet.length > 0) {
      deferQuiet(quiet).catch((err: unknown) => this.deps.logger.error({ action: 'push.quiet', err }));
    }
    return taken;
  }

  /** Writes the flight list with `next` on it, and sends them. */
  private async list(next: readonly Candidate[]): Promise<void> {
    let isListed: boolean;
    try {
      const written = await this.deck.write(next);
      this.transfer.add(...written.landed);
      ({ isListed } = written);
    } catch (err) {
      // The database is away: the list may or may not stand, and nothing was sent.
      this.deps.logger.error({ action: 'push.list', err });
      await pause(RETRY_LIST_MS);
      return;
    }
    if (!isListed) {
      // Messages were taken back: what was read before may be among them.
      this.deps.pacer.giveBack(next.length);
      this.ahead.forget();
      return;
    }
    const blocked = this.stopping || this.deps.pacer.isBlocked();
    for (const one of next) {
      // What a hold, a handed-over share or a limit took away in the meantime.
      if (blocked || !this.isSendable(one)) this.deck.remove(one);
      else void this.send(one);
    }
    inFlightGauge.set(this.deck.places);
  }

  private async send(candidate: Candidate): Promise<void> {
    const { delivery, campaign } = candidate;
    const { card } = campaign;
    if (!card || !delivery.openid) return this.deck.remove(candidate);
    const result = await this.deps.client.sendSubscribeMessage({
      touser: delivery.openid,
      templateId: card.templateId,
      page: card.page,
      data: card.data,
    });
    const attempt = {
      tries: delivery.tries ?? 0,
      uncertain: delivery.uncertain ?? false,
      afterUnknown: afterUnknown(campaign.kind, card.longTerm, this.deps.resendUnknown),
      longTerm: card.longTerm,
      systemic: this.deps.pacer.isProbing(),
      silent: this.deps.pacer.isSilent(),
    };
    const decision = this.strange.judge(campaign._id, decide(result, attempt, Math.random()));
    this.deps.pacer.learn(decision.pace, delivery.residentId);
    if (decision.hold !== null) this.deps.onHold(campaign, decision.hold);
    const at = this.deps.now();
    outcomesCounter.inc({ state: decision.state, code: String(decision.code) });
    if (decision.state === 'sent') {
      publishToSend.observe({ kind: campaign.kind }, (at.getTime() - campaign.at.getTime()) / 1000);
    }
    const settled = { candidate, decision, at };
    if (isAccepted(settled)) {
      this.deck.land(settled);
      this.signal.ring();
    } else {
      this.settler.add(settled);
    }
  }

  /** Outcomes stand in the database. */
  private release(batch: readonly Settled[]): void {
    for (const { candidate } of batch) this.deck.remove(candidate);
    if (this.deck.messages.size === 0 && this.ahead.length === 0) this.deps.onDry();
    this.signal.ring();
  }
}
