import type { CampaignDetail, CampaignFilter, CampaignSummary } from '@shuozhi/shared/api';
import type { Templates } from '../../config';
import { keysetPage, type PageRequest } from '../../database';
import { AppError } from '../../errors';
import { noticeForEvent } from '../../notices';
import { outcomesOf } from '../outcomeCounts';
import { closeCampaign } from '../closeCampaign';
import { messageContextOf } from '../messageContext';
import { buildMessage } from '../message/buildMessage';
import { Campaigns, findCampaign, type CampaignRecord } from '../model';
import { ACTIVE_STATUSES } from '../states';
import { blockNow, advanceEpoch, readSharedRate } from '../../delivery';
import { notifyCoordinator } from '../coordinatorNotice';
import { outcomeRows, presentDetail, presentSummaryOf, type CampaignRow } from './presentCampaign';

/** Sends a second of all workers; 0 while WeChat's limits let nobody send. */
async function presentRate(now: Date): Promise<number> {
  const shared = await readSharedRate();
  return shared === null || blockNow(shared, now) !== null ? 0 : shared.rate;
}

/** What staff see of a campaign: live progress, and the report at its end. */
export async function campaignReport(id: string, now: Date): Promise<CampaignDetail> {
  const campaign = await findCampaign(id);
  return presentDetail(campaign, await outcomesOf(campaign), await presentRate(now), now);
}

/** The campaigns of a filter in the database's words. */
function conditions({ noticeId, status, event, level, held, from, to }: CampaignFilter): Record<string, unknown> {
  const at = (from ?? to) && { ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) };
  const hold = held === undefined ? undefined : held ? { $ne: null } : null;
  const wanted = { noticeId, status, type: event, level, hold, at };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

/** Campaigns, newest first. */
export async function listCampaigns({
  cursor,
  limit,
  ...filter
}: PageRequest & CampaignFilter): Promise<{ items: CampaignSummary[]; nextCursor: string | null }> {
  const found = Campaigns.find(conditions(filter)).lean<CampaignRecord[]>();
  const { rows, nextCursor } = await keysetPage(found, 'at', { cursor, limit });
  return { items: rows.map(presentSummaryOf), nextCursor };
}

/** The numbers of campaigns, newest first: a row for each outcome. */
export async function* campaignRows(filter: CampaignFilter): AsyncGenerator<CampaignRow> {
  const found = Campaigns.find(conditions(filter)).sort({ at: -1, _id: -1 }).lean<CampaignRecord[]>().cursor();
  for await (const campaign of found) yield* outcomeRows(campaign, await outcomesOf(campaign));
}

/** The numbers of one campaign. @throws AppError `campaign_not_found` */
export async function rowsOfCampaign(id: string): Promise<CampaignRow[]> {
  const campaign = await findCampaign(id);
  return outcomeRows(campaign, await outcomesOf(campaign));
}

/** Pauses a campaign: what is in flight when this returns ends, nothing more goes out. @throws AppError `transition_not_allowed` */
export async function pauseCampaign(id: string, by: string, now: Date): Promise<void> {
  await findCampaign(id);
  const held = await Campaigns.updateOne(
    { _id: id, status: { $in: ACTIVE_STATUSES }, hold: null },
    { $set: { hold: { reason: '工作人员已暂停', code: null, by, at: now } } },
  );
  if (held.modifiedCount === 0) throw new AppError('transition_not_allowed');
  await advanceEpoch();
}

/**
 * Lets a held campaign go on, with its message built anew from the notice as it is now.
 * @throws AppError `transition_not_allowed` when it is not held, `template_invalid` while WeChat would refuse the message
 */
export async function resumeCampaign(id: string, templates: Templates): Promise<void> {
  const campaign = await findCampaign(id);
  if (campaign.hold === null) throw new AppError('transition_not_allowed');
  const notice = campaign.noticeId === null ? null : await noticeForEvent(campaign.noticeId);
  const facts = messageContextOf({ ...campaign, title: notice?.title ?? campaign.title }, notice);
  const { message, problems } = buildMessage(campaign.kind, facts, templates);
  if (problems.length > 0) {
    throw new AppError('template_invalid', {
      errors: problems.map(({ field, message }) => ({ path: field, message })),
    });
  }
  const longTerm = campaign.message?.longTerm ?? message.longTerm;
  await Campaigns.updateOne(
    { _id: id, hold: { $ne: null } },
    { $set: { hold: null, message: { ...message, longTerm } } },
  );
  notifyCoordinator();
}

/** Stops a campaign for good: what waits is skipped and its credits are given back. */
export async function stopCampaign(id: string): Promise<void> {
  await findCampaign(id);
  if (!(await closeCampaign(id, 'stopped'))) throw new AppError('transition_not_allowed');
  notifyCoordinator();
}
