import { databaseNow } from '../database';
import { consentsOf, spendCredits } from '../subscriptions';
import { Campaigns, type CampaignRecord } from './model';
import { Deliveries, type DeliveryRecord } from './deliveries';
import { deliveryTransition } from '../delivery';
import { ruleFor } from './outcomes/codes';

/** WeChat's later word about a message it had accepted (subscribe_msg_sent_event). */
export interface SentEvent {
  openid: string;
  items: { templateId: string; msgid: string; errorCode: number }[];
}

/**
 * Corrects deliveries that WeChat accepted and then could not deliver. Applying the same event twice changes nothing.
 * @returns false when a message is not known: WeChat may tell of it before its answer to us is written
 * @param residentIdByOpenid the resident behind an openid; null when nobody of ours
 */
export async function applySentEvent(
  event: SentEvent,
  tools: { residentIdByOpenid: (openid: string) => Promise<string | null> },
): Promise<boolean> {
  const failures = event.items.filter((item) => item.errorCode !== 0 && item.msgid !== '');
  if (failures.length === 0) return true;
  const residentId = await tools.residentIdByOpenid(event.openid);
  if (residentId === null) return true;
  let isKnown = true;
  for (const { msgid, errorCode } of failures) {
    const { from, to: state } = deliveryTransition(
      'sent',
      ruleFor(errorCode).outcome === 'refused' ? 'refuse' : 'fail',
    );
    const known = await Deliveries.findOne({ residentId, msgid }, 'campaignId').lean<DeliveryRecord>();
    isKnown &&= known !== null;
    const campaign = known && (await Campaigns.findById(known.campaignId, 'kind').lean<CampaignRecord>());
    if (!campaign) continue;
    const before = (await consentsOf([residentId], campaign.kind)).get(residentId);
    const refusal =
      state === 'refused' && before
        ? { refusal: { code: errorCode, at: databaseNow(), effect: 'due' as const, before } }
        : {};
    const delivery = await Deliveries.findOneAndUpdate(
      { residentId, msgid, state: from },
      state === 'failed'
        ? { $set: { state, code: errorCode }, $inc: { attempt: 1 } }
        : { $set: { state, code: errorCode, ...refusal } },
    ).lean<DeliveryRecord>();
    if (!delivery) continue;
    if (state === 'failed') await spendCredits([residentId], campaign.kind, delivery.campaignId);
    // A finished campaign keeps its numbers: they must follow.
    await Campaigns.updateOne(
      { _id: delivery.campaignId, 'counts.sent': { $gt: 0 } },
      { $inc: { 'counts.sent': -1, [`counts.${state}:${errorCode}`]: 1 } },
    );
  }
  return isKnown;
}
