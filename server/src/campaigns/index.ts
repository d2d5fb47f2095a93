/** Campaigns (推送): an event on its way to everybody it concerns. See docs/push.md. */
export { applyAfterEffects } from './afterEffects';
export { sourcePage, withoutDelivery } from './audiencePage';
export { countOutcomes, outcomesOf } from './outcomeCounts';
export { deriveCampaign, deriveItemCampaigns, relayOutbox } from './outboxRelay';
export { Coordinator } from './coordinator';
export { inboxTitle } from './eventRules';
export { creditsCounter } from './metrics';
export { Campaigns, type CampaignRecord, type Counts, type Hold } from './model';
export { pageOf } from './messageContext';
export { deriveReminders } from './reminders';
export { applySentEvent, type SentEvent } from './sentEvents';
export { campaignsInDoubt, GOING } from './sendable';
export { staffPushRoutes, type StaffPushDeps } from './staff/routes';
export { FAN_OUT_STATUSES, SENDING_STATUSES, type CampaignStatus } from './states';
