import { collectionOf } from '../database';
import { Campaigns, type CampaignRecord, type Counts } from './model';
import { transition } from './states';
import { countInFlight } from './inFlight';
import { Deliveries, rangeOf } from './deliveries';
import { DELIVERY_STATES, type DeliveryState } from '../delivery';

/** States in which a delivery stays once it is there, but for what staff or WeChat's later word bring about. */
const SETTLED_STATES = ['sent', 'refused', 'failed', 'unknown', 'skipped'] as const;
/** Of these the reason or WeChat's code is counted apart. */
const DETAILED = { skipped: '$reason', refused: '$code', failed: '$code' } as const;

/**
 * The recipients of a campaign: its range of ids. Unlike an index of states, in which a delivery moves while it is being
 * read, ids stand still: each is counted exactly once.
 */
async function countRecipients(campaignId: string): Promise<number> {
  return collectionOf(Deliveries).countDocuments({ _id: rangeOf(campaignId) });
}

/**
 * The outcomes of a campaign by state, with reasons and WeChat's codes: `sent`, `skipped:no-credit`, `failed:45168`,
 * `refused:43101`. What is not settled is what is left of the recipients, so the sum is their number at any moment.
 */
export async function countOutcomes(campaignId: string): Promise<Counts> {
  const plain = SETTLED_STATES.filter((state) => !(state in DETAILED));
  const groups = await Promise.all([
    // Answered by the index alone, also for a million.
    count(campaignId, plain, null),
    ...Object.entries(DETAILED).map(([state, detail]) => count(campaignId, [state as DeliveryState], detail)),
  ]);
  const settled: Counts = Object.assign({}, ...groups) as Counts;
  const recipients = await countRecipients(campaignId);
  const open = Math.max(0, recipients - Object.values(settled).reduce((sum, n) => sum + n, 0));
  const sending = open === 0 ? 0 : Math.min(open, await countInFlight(campaignId));
  const waiting = open - sending;
  const counts: Counts = { pending: waiting, sending, ...settled };
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
}

async function count(campaignId: string, states: readonly DeliveryState[], detail: string | null): Promise<Counts> {
  const rows = await Deliveries.aggregate<{ _id: { state: string; detail?: string | number | null }; n: number }>([
    { $match: { campaignId, state: { $in: [...states] } } },
    { $group: { _id: detail === null ? { state: '$state' } : { state: '$state', detail }, n: { $sum: 1 } } },
  ]);
  const nameOf = (state: string, found?: string | number | null): string =>
    found === null || found === undefined ? state : `${state}:${found}`;
  return Object.fromEntries(rows.map(({ _id: { state, detail: found }, n }) => [nameOf(state, found), n]));
}

/** Outcomes summed up by state; `recipients` is their sum. */
export function sumStates(outcomes: Counts): { states: Record<DeliveryState, number>; recipients: number } {
  const states = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
  let recipients = 0;
  for (const [outcome, n] of Object.entries(outcomes)) {
    states[outcome.split(':')[0] as DeliveryState] += n;
    recipients += n;
  }
  return { states, recipients };
}

/** How many deliveries of a campaign are in each state. */
export async function countStates(campaignId: string): Promise<Record<DeliveryState, number>> {
  return sumStates(await countOutcomes(campaignId)).states;
}

/** The outcomes of a campaign: as kept at its end, else counted now. */
export async function outcomesOf(campaign: CampaignRecord): Promise<Counts> {
  return campaign.counts ?? (await countOutcomes(campaign._id));
}

/** Whether any delivery of a campaign still waits or is in flight. */
async function hasOpenDeliveries(campaignId: string): Promise<boolean> {
  const open = await Deliveries.findOne({ campaignId, state: 'pending' }, '_id').lean();
  return open !== null;
}

/**
 * Ends a campaign whose deliveries are all settled and keeps its outcomes. A held one stays open until a person resumes or
 * stops it. False when there is something left.
 */
export async function finishCampaign(campaign: CampaignRecord, now: Date): Promise<boolean> {
  if (campaign.hold !== null || (await hasOpenDeliveries(campaign._id))) return false;
  const { _id, status } = campaign;
  const counts = await countOutcomes(_id);
  await Campaigns.updateOne(
    { _id, status, hold: null },
    { $set: { status: transition(status, 'finish'), counts, finishedAt: now } },
  );
  // Staff may have had the failed ones put back while the others were counted.
  return !(await reopen(_id));
}

/** Opens an ended campaign again when something of it waits after all; a closed one to be closed anew. */
export async function reopen(campaignId: string): Promise<boolean> {
  if (!(await hasOpenDeliveries(campaignId))) return false;
  const status = {
    $cond: [{ $eq: ['$closeReason', null] }, transition('done', 'reopen'), transition('done', 'close-again')],
  };
  const opened = await collectionOf(Campaigns).updateOne({ _id: campaignId, status: 'done' }, [
    { $set: { status, counts: null, finishedAt: null } },
  ]);
  return opened.modifiedCount === 1;
}
