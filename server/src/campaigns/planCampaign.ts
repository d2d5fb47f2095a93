import { audienceKeys, levelRank } from '@shuozhi/shared';
import type { Templates } from '../config';
import { AppError } from '../errors';
import { noticeForEvent, type NoticeForPush } from '../notices';
import { keywordsIn, type AudienceRule } from '../subscriptions';
import { buildMessage, type MessageContext, type FieldProblem } from './message/buildMessage';
import { EVENT_RULES, kindOf, type PushEventType } from './eventRules';
import { Campaigns, type CampaignRecord, type Hold, type Source } from './model';
import { fenceFlights } from '../delivery';
import { earlierCampaigns, supersededBy } from './superseding';
import { inheritedHold } from './inheritedHold';

/** Page of the mini-program a message opens; `from=push` lets the app know. */
export function pageOf(event: { noticeId: string | null; itemId: string | null }): string {
  return event.itemId === null
    ? `pages/notice/index?id=${event.noticeId ?? ''}&from=push`
    : `pages/item/index?id=${event.itemId}&from=push`;
}

/** The ways in which subscribers match an event now. */
async function matchingSources(notice: NoticeForPush | null, itemId: string | null): Promise<Source[]> {
  if (itemId !== null) return [{ by: 'itemIds', values: [itemId] }];
  if (!notice) return [];
  const keys: Source = { by: 'keys', values: audienceKeys(notice.topics, notice.regions) };
  const words = await keywordsIn([notice.title, notice.summary ?? ''].join('\n'));
  return words.length === 0 ? [keys] : [keys, { by: 'keywords', values: words }];
}

/**
 * Where the audience of an event comes from, in the order in which it is gone through.
 * @param earlier campaigns of the chain that the event concerns
 */
export async function sourcesOf(
  event: { type: PushEventType; itemId: string | null },
  notice: NoticeForPush | null,
  earlier: readonly { _id: string }[],
): Promise<Source[]> {
  const { audience } = EVENT_RULES[event.type];
  return [
    ...(audience.includes('previous-recipients')
      ? earlier.map(({ _id }): Source => ({ by: 'previous-recipients', campaignId: _id }))
      : []),
    ...(audience.includes('subscribers') ? await matchingSources(notice, event.itemId) : []),
  ];
}

/** The search rule of a source; null for the recipients of an earlier campaign. */
export function ruleOfSource(source: Source, event: Pick<CampaignRecord, 'level' | 'at'>): AudienceRule | null {
  if (source.by === 'previous-recipients') return null;
  return { by: source.by, values: source.values, rank: levelRank(event.level), before: event.at };
}

/** What the card of an event is made from. */
export function messageContextOf(
  event: {
    type: PushEventType;
    title: string;
    changeNote: string | null;
    at: Date;
    noticeId: string | null;
    itemId: string | null;
  },
  notice: NoticeForPush | null,
): MessageContext {
  return {
    type: event.type,
    title: event.title,
    issuers: notice?.issuers ?? ['行政审批服务管理局'],
    topics: notice?.topics ?? ['government'],
    regions: notice?.regions ?? [],
    level: notice?.level ?? null,
    effectiveFrom: notice?.effectiveFrom ?? null,
    effectiveTo: notice?.effectiveTo ?? null,
    changeNote: event.changeNote,
    at: event.at,
    page: pageOf(event),
  };
}

/** Why a card cannot be sent, as a hold for staff; null when it can. */
function holdFor(problems: readonly FieldProblem[], now: Date): Hold | null {
  if (problems.length === 0) return null;
  const reason = problems.map((one) => `${one.field}：${one.message}`).join('；');
  return { reason, code: 47003, by: null, at: now };
}

/**
 * Prepares a planned campaign: builds and checks the card, closes what it supersedes, fixes the audience's sources, and
 * lets the writing down of the audience begin. A card that breaks a rule of WeChat, or a ban of WeChat's that nobody has
 * dealt with yet, holds the campaign for staff; the residents still find the entry in their inboxes. What a newer word of
 * its chain has overtaken is closed instead. Idempotent.
 */
export async function planCampaign(campaign: CampaignRecord, templates: Templates, now: Date): Promise<void> {
  const overtaken = await supersededBy(campaign);
  if (overtaken !== null) {
    await closeCampaign(campaign._id, overtaken);
    return;
  }
  const notice = campaign.noticeId === null ? null : await noticeForEvent(campaign.noticeId);
  const wanted = kindOf(campaign.type, campaign.level);
  const { kind, card, problems } = buildMessage(wanted, messageContextOf(campaign, notice), templates);
  const hold = holdFor(problems, now) ?? (await inheritedHold(kind, now));

  const { earlier, supersedes } = await closeEarlier(campaign);
  const sources = await sourcesOf(campaign, notice, earlier);
  await Campaigns.updateOne(
    { _id: campaign._id, status: 'planned' },
    // Staff may have paused it already.
    { $set: { status: 'expanding', kind, card, sources, supersedes, startedAt: now, ...(hold && { hold }) } },
  );
}

/**
 * Closes what a campaign supersedes. Repeating it changes nothing.
 * @returns the campaigns of the chain that it concerns, and which of them have messages that it supersedes
 */
export async function closeEarlier(
  campaign: Pick<CampaignRecord, '_id' | 'type' | 'noticeId' | 'chain' | 'at'>,
): Promise<{ earlier: readonly { _id: string }[]; supersedes: string[] }> {
  const { earlier: becomes } = EVENT_RULES[campaign.type];
  const earlier = await earlierCampaigns(campaign);
  if (becomes === 'keep') return { earlier, supersedes: [] };
  const supersedes = earlier.filter(({ status }) => status !== 'done').map(({ _id }) => _id);
  for (const id of supersedes) await closeCampaign(id, becomes);
  return { earlier, supersedes };
}

/**
 * Begins the closing of a campaign: what waits is skipped for `reason`, and only what is in flight when this returns still
 * goes out. False when it cannot be closed any more.
 */
export async function closeCampaign(
  campaignId: string,
  reason: NonNullable<CampaignRecord['closeReason']>,
): Promise<boolean> {
  const result = await Campaigns.updateOne(
    { _id: campaignId, status: { $in: ['planned', 'expanding', 'sending'] } },
    { $set: { status: 'closing', closeReason: reason, hold: null } },
  );
  if (result.modifiedCount === 0) return false;
  await fenceFlights();
  return true;
}

/** A campaign by its id; throws AppError `campaign_not_found`. */
export async function findCampaign(id: string): Promise<CampaignRecord> {
  const campaign = await Campaigns.findById(id).lean<CampaignRecord>();
  if (!campaign) throw new AppError('campaign_not_found');
  return campaign;
}
