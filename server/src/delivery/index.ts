/** The sending engine: partitions and their leases, the in-flight log, the common rate, outcomes. */
export { SteadyClock } from './clock';
export { LeaseKeeper } from './leases/leaseKeeper';
export { Loop } from './loop';
export {
  Deliveries,
  deliveryId,
  partOf,
  PARTS,
  rangeOf,
  type Card,
  type DeliveryRecord,
  type SendableCampaign,
} from './model';
export { CODE_RULES, NO_ANSWER, ruleFor } from './outcomes/codes';
export { decide, LONGEST_RETRY_MS, retryDelay, type Decision } from './outcomes/decide';
export { Pacer } from './pace/pacer';
export { PaceTender } from './pace/paceTender';
export { blockLength, blockNow, readPace } from './pace/sharedPace';
export { countInFlight, fencedFlights, fenceFlights } from './sending/flights';
export { groupBy } from './sending/groupBy';
export { recoverParts } from './sending/recoverParts';
export { Sender } from './sending/sender';
export type { Settled } from './sending/writeOutcomes';
export { DELIVERY_STATES, leaving, type DeliveryState } from './states';
export { RESEND_UNKNOWN, type UnknownSort } from './unknown';
export { onWake, wakeWorker } from './wake';
