/** Subscriptions (订阅): what residents want to be told, whom an event concerns, and the ledger of consents. */
export { addresseesOf, audiencePage, presentAmong, regionsOf, type Addressee, type AudienceRule } from './audience';
export { applyConsentEvent } from './consentEvents';
export { countAudience, countReachable } from './countAudience';
export {
  exerciseResidents,
  exerciseResidentsKind,
  exportExerciseResident,
  listExerciseResidents,
  nameExerciseResidents,
  proposeExerciseResidents,
  removeExerciseResident,
} from './exerciseResidents';
export { followedAmong, keywordsIn } from './heldValues';
export { exportSubscription } from './present';
export { quietUntil, type QuietHours } from './quietHours';
export type { LastOutcome } from './reach';
export { consentsOf, undoRefusals, writeRefusals, type ConsentsBefore, type Refusal } from './refusals';
export { countMissed, markOpenidValid, reserveCredits, returnCredits, spendCredits, spendOnUnknown } from './reserve';
export { subscriptionsRoutes } from './routes';
export { deleteSubscription, findSubscription } from './saveSubscription';
