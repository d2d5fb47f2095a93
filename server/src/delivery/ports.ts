import type { SendResult } from '../wechat';
import type { AcceptedEntry, LogEntry } from './inFlightLog';
import type { ProviderQuota } from './rateLimit/rateController';
import type { RateSignal } from './rateLimit/rateLimiter';
import type { DeliveryState } from './states';

/** One message to one recipient, as the engine sees it. */
export interface Delivery {
  /** The same for ever; no two deliveries have the same. Without spaces. */
  id: string;
  partition: number;
  /** Never two requests for one recipient at the same time. */
  recipient: string;
  /** The most pressing have the lowest. */
  rank: number;
  /** How many attempts ended without a final outcome: an outcome is written only while the record says the same. */
  attempt: number;
  /** An earlier attempt may have been delivered. */
  uncertain: boolean;
}

/** How the provider behaved towards everybody when an answer came. */
export interface Conditions {
  /** It seems down: a busy or missing answer is not the delivery's fault. */
  isProviderDown: boolean;
  /** It has not answered anybody for a while: one more silence says nothing about the delivery. */
  isProviderSilent: boolean;
}

/** What becomes of a delivery after an attempt. */
export interface Decision {
  state: Extract<DeliveryState, 'pending' | 'sent' | 'refused' | 'failed' | 'unknown'>;
  /** The provider's code. */
  code: number;
  /** The provider's id of the message, once it accepted it. */
  msgid: string | null;
  /** What the rate limiter learns from it. */
  signal: RateSignal;
}

/** A delivery whose attempt is over. */
export interface Outcome<T extends Delivery, D extends Decision> {
  delivery: T;
  decision: D;
  at: Date;
}

/**
 * What the engine asks of the domain whose deliveries it sends. Every write may be repeated and must then change nothing; it is
 * durable when its promise resolves.
 */
export interface DeliveryPorts<T extends Delivery, D extends Decision> {
  /**
   * The next deliveries that are due, the most pressing first.
   * @param known ids to be left out: prefetched already, or in flight
   */
  nextDue: (partitions: readonly number[], now: Date, limit: number, known: ReadonlySet<string>) => Promise<T[]>;
  /** Reads anew what may be sent: afterwards `maySend` knows of everything that was taken back before the call. */
  refresh: () => Promise<void>;
  /** Whether a prefetched delivery may still be sent, by what the domain knows without asking the database. */
  maySend: (delivery: T) => boolean;
  /** The moment before which a delivery must not be sent; null when it may go now. */
  notBefore: (delivery: T, now: Date) => Date | null;
  /** Makes deliveries due at a later moment. */
  putOff: (delays: readonly { delivery: T; until: Date }[]) => Promise<void>;
  /** One request to the provider; never rejects. */
  send: (delivery: T) => Promise<SendResult>;
  /** What an answer means, also for other deliveries: afterwards `maySend` says no where it must. */
  decide: (delivery: T, result: SendResult, conditions: Conditions) => D;
  /** Writes outcomes and all that follows from them. */
  record: (outcomes: readonly Outcome<T, D>[]) => Promise<void>;
  /** Writes what a worker that died had noted as accepted. */
  recordAccepted: (entries: readonly AcceptedEntry[]) => Promise<void>;
  /**
   * Decides what becomes of deliveries that may have arrived without our knowing, because their worker died.
   * @returns how many there were
   */
  recordInDoubt: (entries: readonly LogEntry[], now: Date) => Promise<number>;
  /** How many of the entries still wait for the outcome of the attempt that they name. */
  countUndecided: (entries: readonly LogEntry[]) => Promise<number>;
  /** What the provider says of its limits; null when it does not answer. */
  quota: () => Promise<ProviderQuota | null>;
  /** Called when nothing is in flight or prefetched any more. */
  onIdle: () => void;
}
