/** Subscriptions (订阅): what residents want to be told, whom an event concerns, and the ledger of consents. */
export {
  addresseesOf,
  audiencePage,
  countAudience,
  followedAmong,
  keywordsIn,
  type Addressee,
  type AudienceRule,
} from './audience';
export { applyConsentEvent, type ConsentEvent, type ConsentEventTools } from './consentEvents';
export { presentSubscription } from './present';
export { quietUntil, type QuietHours } from './quietHours';
export type { LastOutcome } from './reach';
export { clearCredits, countMissed, markOpenidsInvalid, reserveCredits, returnCredits } from './reserve';
export { subscriptionsRoutes, type SubscriptionsDeps } from './routes';
export { deleteSubscription, findSubscription, saveSubscription } from './saveSubscription';
