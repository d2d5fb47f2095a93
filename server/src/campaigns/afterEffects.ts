import { clearCredits, markOpenidsInvalid, returnCredits } from '../subscriptions';
import { creditsCounter } from './metrics';
import { Campaigns } from './model';
import { ACTIVE_STATUSES } from './states';
import { fenceFlights, groupBy, ruleFor, type SendableCampaign, type Settled } from '../delivery';

/** What outcomes mean beyond their deliveries: credits, invalid openids, campaigns that a person must look at. */
export async function applyAfterEffects(settled: readonly Settled[], now: Date): Promise<void> {
  const byCampaign = groupBy(settled, ({ candidate }) => candidate.campaign);
  for (const [campaign, list] of byCampaign) await applyToCampaign(campaign, list, now);
}

async function applyToCampaign(campaign: SendableCampaign, list: readonly Settled[], now: Date): Promise<void> {
  const residents = (wanted: (one: Settled) => boolean): string[] =>
    list.filter(wanted).map((one) => one.candidate.delivery.residentId);
  const back = residents((one) => one.decision.credit === 'back');
  const usedUp = (one: Settled): boolean => one.decision.credit === 'none-left';
  const none = residents((one) => usedUp(one) && one.decision.state !== 'sent');
  // The message itself had arrived: none was missed.
  const last = residents((one) => usedUp(one) && one.decision.state === 'sent');
  const { kind, card, _id } = campaign;
  await returnCredits(back, kind, card?.longTerm ?? false, _id);
  await clearCredits(none, kind);
  await clearCredits(last, kind, 0);
  await markOpenidsInvalid(residents((one) => one.decision.openidInvalid));
  if (back.length > 0) creditsCounter.inc({ change: 'given-back' }, back.length);
  const gone = none.length + last.length;
  if (gone > 0) creditsCounter.inc({ change: 'none-left' }, gone);
  const holding = list.find((one) => one.decision.hold);
  if (holding?.decision.hold) await holdCampaigns(campaign, holding.decision.hold, holding.decision.code, now);
}

/** Holds the campaign, all of its kind, or all: a person must act on what WeChat said. */
async function holdCampaigns(
  campaign: SendableCampaign,
  reach: 'campaign' | 'kind' | 'all',
  code: number,
  now: Date,
): Promise<void> {
  const which = { campaign: { _id: campaign._id }, kind: { kind: campaign.kind }, all: {} }[reach];
  await Campaigns.updateMany(
    { ...which, status: { $in: ACTIVE_STATUSES }, hold: null },
    { $set: { hold: { reason: ruleFor(code).meaning, code, by: null, at: now } } },
  );
  await fenceFlights();
}
