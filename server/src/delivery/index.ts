/** The sending engine: each delivery once, however many workers there are and whenever they die. See README.md. */
export { advanceEpoch, idsInFlight, type AcceptedEntry, type LogEntry } from './inFlightLog';
export { PARTITIONS, partitionOf } from './partitions';
export type { Conditions, Decision, Delivery, DeliveryPorts, Outcome } from './ports';
export { blockLength, blockNow, readSharedRate } from './rateLimit/sharedRate';
export { startDelivery, type DeliveryLimits } from './startDelivery';
export {
  DELIVERY_STATES,
  nextState,
  deliveryTransition,
  type DeliveryAction,
  type DeliveryState,
  type StoredState,
} from './states';
export { providerDownSeen } from './leases/workerLeases';
