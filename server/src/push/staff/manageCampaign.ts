import type { CampaignDetail, CampaignSummary, PushPreview } from '@shuozhi/shared/api';
import type { Templates } from '../../config';
import { decodeCursor, encodeCursor } from '../../database';
import { AppError } from '../../errors';
import { noticeForEvent } from '../../notices';
import { countAudience, reserveCredits } from '../../subscriptions';
import { outcomesOf } from '../campaigns/counts';
import { cardFacts, closeCampaign, findCampaign, matchingSources, ruleOfSource } from '../campaigns/planCampaign';
import { buildCard } from '../card/buildCard';
import { EVENT_RULES } from '../events';
import { Campaigns, Deliveries, type CampaignRecord } from '../model';
import { readPace } from '../pace/sharedPace';
import { wakeWorker } from '../wake';
import { presentCard, presentDetail, presentSummaryOf } from './presentCampaign';

const RESEND_PAGE = 500;

/** What staff see of a campaign: live progress, and the report at its end. */
export async function campaignReport(id: string, now: Date): Promise<CampaignDetail> {
  const campaign = await findCampaign(id);
  const pace = await readPace();
  return presentDetail(campaign, await outcomesOf(campaign), pace?.block ? 0 : (pace?.rate ?? 0), now);
}

/** Campaigns, newest first; of one notice when given. */
export async function listCampaigns(query: {
  noticeId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}): Promise<{ items: CampaignSummary[]; nextCursor: string | null }> {
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, ['number', 'string']);
  const before = new Date(at as number);
  const rows = await Campaigns.find({
    ...(query.noticeId === undefined ? {} : { noticeId: query.noticeId }),
    ...(at === undefined ? {} : { $or: [{ at: { $lt: before } }, { at: before, _id: { $lt: id as string } }] }),
  })
    .sort({ at: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<CampaignRecord[]>();
  const shown = rows.slice(0, query.limit);
  const last = shown[shown.length - 1];
  return {
    items: shown.map(presentSummaryOf),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.at.getTime(), last._id]) : null,
  };
}

/**
 * What publishing a notice would do now: whom it reaches, whom not and why, how long it takes, and the exact card.
 * @throws AppError `notice_not_found`
 */
export async function previewPush(noticeId: string, templates: Templates, now: Date): Promise<PushPreview> {
  const notice = await noticeForEvent(noticeId);
  if (!notice) throw new AppError('notice_not_found');
  const type = notice.level === null ? 'publish' : 'alert-issued';
  const event = { type, title: notice.title, changeNote: null, at: now, noticeId, itemId: null } as const;
  const { kind, card, problems } = buildCard(EVENT_RULES[type].kind, cardFacts(event, notice), templates);
  const rules = (await matchingSources(notice, null)).flatMap(
    (source) => ruleOfSource(source, { level: notice.level, at: now }) ?? [],
  );
  const count = await countAudience(rules, kind);
  const reachable = count.recipients - count.noCredit - count.openidInvalid;
  const rate = (await readPace())?.rate ?? 0;
  return {
    event: type,
    recipients: count.recipients,
    reachable,
    unreachable: { noCredit: count.noCredit, openidInvalid: count.openidInvalid },
    ratePerSecond: rate,
    expectedSeconds: rate > 0 ? Math.ceil(reachable / rate) : 0,
    card: presentCard(kind, card),
    valid: problems.length === 0,
  };
}

/** Pauses a campaign: what is in flight ends, nothing more goes out. @throws AppError `transition_not_allowed` */
export async function pauseCampaign(id: string, by: string, now: Date): Promise<void> {
  await findCampaign(id);
  const held = await Campaigns.updateOne(
    { _id: id, status: { $in: ['planned', 'expanding', 'sending'] }, hold: null },
    { $set: { hold: { reason: '工作人员已暂停', code: null, by, at: now } } },
  );
  if (held.modifiedCount === 0) throw new AppError('transition_not_allowed');
}

/**
 * Lets a held campaign go on, with its card built anew from the notice as it is now.
 * @throws AppError `transition_not_allowed` when it is not held, `template_invalid` while WeChat would refuse the card
 */
export async function resumeCampaign(id: string, templates: Templates): Promise<void> {
  const campaign = await findCampaign(id);
  if (campaign.hold === null) throw new AppError('transition_not_allowed');
  const notice = campaign.noticeId === null ? null : await noticeForEvent(campaign.noticeId);
  const facts = cardFacts({ ...campaign, title: notice?.title ?? campaign.title }, notice);
  const { card, problems } = buildCard(campaign.kind, facts, templates);
  if (problems.length > 0) {
    throw new AppError('template_invalid', {
      errors: problems.map(({ field, message }) => ({ path: field, message })),
    });
  }
  const longTerm = campaign.card?.longTerm ?? card.longTerm;
  await Campaigns.updateOne({ _id: id, hold: { $ne: null } }, { $set: { hold: null, card: { ...card, longTerm } } });
  wakeWorker();
}

/** Stops a campaign for good: what waits is skipped and its credits are given back. */
export async function stopCampaign(id: string): Promise<void> {
  await findCampaign(id);
  if (!(await closeCampaign(id, 'stopped'))) throw new AppError('transition_not_allowed');
  wakeWorker();
}

/**
 * Has the failed deliveries of a finished campaign tried again; nobody else gets anything. Needs a credit again, because
 * the first one was given back.
 * @returns how many wait again
 */
export async function resendFailed(id: string, now: Date): Promise<number> {
  const campaign = await findCampaign(id);
  if (campaign.status !== 'done' && campaign.status !== 'sending') throw new AppError('transition_not_allowed');
  let again = 0;
  for (let after = ''; ;) {
    const rows = await Deliveries.collection
      .find({ campaignId: id, state: 'failed', _id: { $gt: after as never } }, { projection: { residentId: 1 } })
      .sort({ _id: 1 })
      .limit(RESEND_PAGE)
      .toArray();
    const last = rows[rows.length - 1];
    if (!last) break;
    after = String(last._id);
    const residents = rows.map((row) => String(row.residentId));
    const holders = await reserveCredits(residents, campaign.kind, campaign.card?.longTerm ?? false, id);
    const ids = rows.filter((row) => holders.has(String(row.residentId))).map((row) => row._id);
    const moved = await Deliveries.collection.updateMany(
      { _id: { $in: ids }, state: 'failed' },
      { $set: { state: 'pending', dueAt: now, tries: 0 } },
    );
    again += moved.modifiedCount;
  }
  if (again > 0) {
    await Campaigns.updateOne(
      { _id: id, status: 'done' },
      { $set: { status: 'sending', counts: null, finishedAt: null } },
    );
    wakeWorker();
  }
  return again;
}
