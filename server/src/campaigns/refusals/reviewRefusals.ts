import { collectionOf } from '../../database';
import { AppError } from '../../errors';
import { addresseesOf, returnCredits, undoRefusals } from '../../subscriptions';
import { waitingFor } from '../audiencePage';
import { notifyCoordinator } from '../coordinatorNotice';
import { deliveryTransition } from '../../delivery';
import { Deliveries, deliveryId } from '../deliveries';
import { Campaigns, findCampaign, type CampaignRecord } from '../model';
import { transition } from '../states';
import { inLedger, markRefusals, refusalsWith, refusedPage, writeAllRefusals } from './settleRefusals';

/** States from which a person may have a refused message sent again. */
const AGAIN = (['refused', 'failed'] as const).map((state) => deliveryTransition(state, 'resend').from);

/** Lifts the holds of a kind that doubted refusals brought about. */
async function liftHolds({ kind }: CampaignRecord): Promise<void> {
  await Campaigns.updateMany({ kind, 'hold.refusals': true }, { $set: { hold: null } });
  notifyCoordinator();
}

/** @throws AppError `transition_not_allowed` when nobody doubts the campaign's refusals */
async function findDoubted(id: string): Promise<CampaignRecord> {
  const campaign = await findCampaign(id);
  if (campaign.refusals?.verdict !== 'doubted') throw new AppError('transition_not_allowed');
  return campaign;
}

/**
 * A person says that the refusals are true: they are written to the ledger, and the campaigns of the kind go on.
 * @returns how many there were
 * @throws AppError `campaign_not_found`, `transition_not_allowed` when nobody doubts them
 */
export async function confirmRefusals(id: string): Promise<number> {
  const campaign = await findDoubted(id);
  const written = await writeAllRefusals(campaign);
  await Campaigns.updateOne({ _id: id }, { $set: { 'refusals.verdict': 'right' } });
  await liftHolds(campaign);
  return written;
}

/**
 * A person says that WeChat was wrong: whom it refused are sent the message again, and the campaigns of the kind go on. Who cannot be
 * sent it any more, because the campaign was closed, has the credit back.
 * @returns how many wait again
 * @throws AppError `campaign_not_found`, `transition_not_allowed` when nobody doubts them
 */
export async function retryRefused(id: string, now: Date): Promise<number> {
  const campaign = await findDoubted(id);
  let again = 0;
  for (let page = await refusedPage(refusalsWith(id, 'due')); page.length > 0;) {
    const refused = page.filter(({ state }) => state !== 'sent').map(({ residentId }) => residentId);
    if (campaign.closeReason === null) again += await putBack(campaign, refused, now);
    else await returnCredits(refused, campaign.kind, campaign.message?.longTerm ?? false, id);
    await markRefusals(page, 'undone');
    page = await refusedPage(refusalsWith(id, 'due'));
  }
  const reopened = { status: transition('done', 'reopen'), counts: null, finishedAt: null };
  if (again > 0) await Campaigns.updateOne({ _id: id, status: 'done', closeReason: null }, { $set: reopened });
  await Campaigns.updateOne({ _id: id }, { $set: { refusals: null } });
  await liftHolds(campaign);
  return again;
}

/** Puts refused deliveries back, with the addresses and quiet hours of now; their credits are still held. */
async function putBack({ _id, urgent }: CampaignRecord, residentIds: readonly string[], now: Date): Promise<number> {
  const addressees = await addresseesOf(residentIds);
  if (addressees.length === 0) return 0;
  const operations = addressees.map((to) => ({
    updateOne: {
      filter: { _id: deliveryId(_id, to.residentId), state: { $in: AGAIN } },
      update: { $set: { ...waitingFor(to, urgent, now), failures: 0 }, $inc: { attempt: 1 } },
    },
  }));
  return (await collectionOf(Deliveries).bulkWrite(operations, { ordered: false })).modifiedCount;
}

/**
 * Takes back what a campaign's refusals did to the ledger: consents and openids count again.
 * @returns for how many people
 * @throws AppError `campaign_not_found`
 */
export async function undoRefusalsOf(id: string): Promise<number> {
  const campaign = await findCampaign(id);
  let undone = 0;
  for (let page = await refusedPage(refusalsWith(id, 'written')); page.length > 0;) {
    await undoRefusals(page.map((row) => inLedger(row, campaign)));
    await markRefusals(page, 'undone');
    undone += page.length;
    page = await refusedPage(refusalsWith(id, 'written'));
  }
  return undone;
}
