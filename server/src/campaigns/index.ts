/** Campaigns (推送): an event on its way to everybody it concerns. See docs/push.md. */
export { sourcePage, withoutDelivery } from './audiencePage';
export { onCoordinatorNotified } from './coordinatorNotice';
export { Deliveries, rangeOf, type DeliveryRecord } from './deliveries';
export { countOutcomes, outcomesOf } from './outcomeCounts';
export { deriveCampaign, deriveItemCampaigns, relayOutbox } from './outboxRelay';
export { Coordinator } from './coordinator';
export { inboxTitle } from './eventRules';
export { creditsCounter } from './metrics';
export { Campaigns, type CampaignRecord, type Message, type Counts, type Hold } from './model';
export { NO_ANSWER, ruleFor } from './outcomes/codes';
export { decide, LONGEST_RETRY_MS, retryDelay, type CampaignDecision } from './outcomes/decide';
export { campaignPorts } from './ports/campaignPorts';
export { SendableCampaigns } from './ports/sendableCampaigns';
export { pageOf } from './messageContext';
export { deriveReminders } from './reminders';
export { applySentEvent } from './sentEvents';
export { staffPushRoutes } from './staff/routes';
export { FAN_OUT_STATUSES, SENDING_STATUSES, type CampaignStatus } from './states';
