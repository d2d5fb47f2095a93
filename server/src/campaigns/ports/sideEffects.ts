import { advanceEpoch, type Outcome } from '../../delivery';
import { returnCredits, spendOnUnknown } from '../../subscriptions';
import { creditsCounter } from '../metrics';
import { unknownAttempt } from '../deliveries';
import { Campaigns, type CampaignRecord } from '../model';
import { ruleFor, type HoldReach } from '../outcomes/codes';
import { isRefusal, type CampaignDecision } from '../outcomes/decide';
import { doubtRefusals } from '../refusals/doubtRefusals';
import { ACTIVE_STATUSES } from '../states';
import { groupBy } from './groupBy';
import type { DueDelivery } from './nextDue';

type CampaignOutcome = Outcome<DueDelivery, CampaignDecision>;

/**
 * What outcomes mean beyond their deliveries: credits given back, campaigns that a person must look at. What refusals mean for the
 * ledger is written later, see refusals/. Repeating it changes nothing.
 */
export async function applySideEffects(outcomes: readonly CampaignOutcome[], now: Date): Promise<void> {
  const special = outcomes.filter(hasSideEffects);
  if (special.length === 0) return;
  for (const [campaign, list] of groupBy(special, ({ delivery }) => delivery.campaign)) {
    await applyToCampaign(campaign, list, now);
  }
}

/** Whether an outcome concerns more than its delivery; nearly all do not. */
function hasSideEffects({ decision }: CampaignOutcome): boolean {
  return decision.credit === 'back' || decision.hold !== null || decision.isDoubted || decision.spendsAnother;
}

async function applyToCampaign(campaign: CampaignRecord, list: readonly CampaignOutcome[], now: Date): Promise<void> {
  const residents = (wanted: (decision: CampaignDecision) => boolean): string[] =>
    list.filter(({ decision }) => wanted(decision)).map(({ delivery }) => delivery.residentId);
  const back = residents((decision) => decision.credit === 'back' && !isRefusal(decision));
  const { kind, message, _id } = campaign;
  await returnCredits(back, kind, message?.longTerm ?? false, _id);
  for (const { delivery } of list.filter(({ decision }) => decision.spendsAnother)) {
    await spendOnUnknown([delivery.residentId], kind, unknownAttempt(_id, delivery.attempt));
  }
  if (back.length > 0) creditsCounter.inc({ change: 'given-back' }, back.length);
  const doubted = list.find(({ decision }) => decision.isDoubted);
  if (doubted) await doubtRefusals(campaign, doubted.decision.code, now);
  const holding = list.find(({ decision }) => decision.hold !== null);
  if (holding?.decision.hold) await holdCampaigns(campaign, holding.decision.hold, holding.decision.code, now);
}

/** Holds the campaign, all of its kind, or all: a person must act on what WeChat said. */
async function holdCampaigns(campaign: CampaignRecord, reach: HoldReach, code: number, now: Date): Promise<void> {
  const which = { campaign: { _id: campaign._id }, kind: { kind: campaign.kind }, all: {} }[reach];
  await Campaigns.updateMany(
    { ...which, status: { $in: ACTIVE_STATUSES }, hold: null },
    { $set: { hold: { reason: ruleFor(code).meaning, code, by: null, at: now } } },
  );
  await advanceEpoch();
}
