import { collectionOf } from '../../database';
import { writeRefusals, type Refusal } from '../../subscriptions';
import { Deliveries, type DeliveryRecord } from '../deliveries';
import { creditsCounter } from '../metrics';
import { Campaigns, type CampaignRecord } from '../model';
import { ruleFor } from '../outcomes/codes';
import { enoughAccepted, isUnusual } from './believable';
import { doubtRefusals } from './doubtRefusals';

/** Refusals are believed this long after they came: whoever doubts does so sooner. */
const SETTLE_MS = 30_000;
const PAGE = 500;
/** More refusals than these need not be counted. */
const MANY = 5000;

type Refused = Pick<DeliveryRecord, '_id' | 'residentId' | 'campaignId' | 'state'> & {
  refusal: NonNullable<DeliveryRecord['refusal']>;
};

/** Deliveries of a campaign whose refusals have this effect on the ledger. */
export const refusalsWith = (campaignId: string, effect: NonNullable<DeliveryRecord['refusal']>['effect']) => ({
  campaignId,
  'refusal.effect': effect,
});

/** Up to 500 deliveries of a campaign with a refusal of this effect, in the order of their ids. */
export function refusedPage(filter: Record<string, unknown>): Promise<Refused[]> {
  return Deliveries.find(filter, 'residentId campaignId state refusal').sort({ _id: 1 }).limit(PAGE).lean<Refused[]>();
}

/** A delivery's refusal in the words of the ledger. */
export const inLedger = ({ residentId, campaignId, state, refusal }: Refused, { kind }: CampaignRecord): Refusal => ({
  residentId,
  campaignId,
  kind,
  isOpenidUnknown: ruleFor(refusal.code).openidInvalid ?? false,
  before: refusal.before,
  // The message itself had arrived: none was missed.
  missed: state === 'sent' ? 0 : 1,
});

/**
 * Doubts a campaign's refusals when they are far more than usual.
 * @param margin see `RefusalLimits`
 * @returns whether they are doubted now
 */
export async function doubtUnusual(campaign: CampaignRecord, margin: number, now: Date): Promise<boolean> {
  const { _id, refusals, usualRefusals: usual = 0 } = campaign;
  if (refusals?.verdict === 'doubted') return true;
  if (refusals?.verdict === 'right') return false;
  const due = refusalsWith(_id, 'due');
  const one = await Deliveries.findOne(due, 'refusal').lean<Refused>();
  if (!one) return false;
  const refused = await Deliveries.countDocuments(due).limit(MANY);
  const limits = { usual, margin };
  const accepted = await acceptedOf(_id, enoughAccepted(refused, limits));
  if (!isUnusual({ refused, accepted }, limits)) return false;
  await doubtRefusals(campaign, one.refusal.code, now);
  return true;
}

const acceptedOf = (campaignId: string, most: number): Promise<number> =>
  Deliveries.countDocuments({ campaignId, state: 'sent' }).limit(most);

/** Whether WeChat took any message of the kind since `at`: then it is sound, and what it refused is refused. */
async function isSound({ _id, kind }: CampaignRecord, at: Date): Promise<boolean> {
  if ((await acceptedOf(_id, 1)) > 0) return true;
  return (await Campaigns.exists({ kind, firstSentAt: { $gt: at } })) !== null;
}

/**
 * Writes to the ledger what WeChat's refusals mean, a while after they came and only where they are believed: they are about as many as
 * usual, and WeChat takes others' messages. Every step may be repeated.
 * @param margin see `RefusalLimits`
 */
export async function settleRefusals(margin: number, now: Date): Promise<void> {
  for (const id of await collectionOf(Deliveries).distinct('campaignId', { 'refusal.effect': 'due' })) {
    const campaign = await Campaigns.findById(id).lean<CampaignRecord>();
    if (!campaign || (await doubtUnusual(campaign, margin, now))) continue;
    const old = { ...refusalsWith(id, 'due'), 'refusal.at': { $lte: new Date(now.getTime() - SETTLE_MS) } };
    const page = await refusedPage(old);
    const [first] = page;
    if (first && (await isSound(campaign, first.refusal.at))) await writePage(campaign, page);
  }
}

/** Writes refusals of a campaign to the ledger. */
async function writePage(campaign: CampaignRecord, page: readonly Refused[]): Promise<void> {
  await writeRefusals(page.map((row) => inLedger(row, campaign)));
  await markRefusals(page, 'written');
  creditsCounter.inc({ change: 'none-left' }, page.length);
}

/** Notes on the deliveries what has become of their refusals. */
export async function markRefusals(page: readonly Refused[], effect: 'written' | 'undone'): Promise<void> {
  await collectionOf(Deliveries).updateMany(
    { _id: { $in: page.map(({ _id }) => _id) }, refusal: { $exists: true } },
    { $set: { 'refusal.effect': effect } },
  );
}

/** Writes all refusals of a campaign, at a person's word. @returns how many */
export async function writeAllRefusals(campaign: CampaignRecord): Promise<number> {
  let written = 0;
  for (let page = await refusedPage(refusalsWith(campaign._id, 'due')); page.length > 0;) {
    await writePage(campaign, page);
    written += page.length;
    page = await refusedPage(refusalsWith(campaign._id, 'due'));
  }
  return written;
}
