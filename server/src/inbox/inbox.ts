import { momentOf } from '@shuozhi/shared';
import type { Inbox, InboxEntry } from '@shuozhi/shared/api';
import { keysetPage, type PageRequest } from '../database';
import { getNoticesByIds } from '../notices';
import type { LastOutcome } from '../subscriptions';
import { type CampaignRecord, Campaigns, Deliveries, type DeliveryRecord, inboxTitle, pageOf } from '../campaigns';
import { advanceEpoch } from '../delivery';

/** What a resident finds: everything matched, whether or not WeChat delivered it; not what was withdrawn unseen. */
const visible = (residentId: string) => ({
  residentId,
  $nor: [{ state: 'skipped' as const, reason: 'withdrawn' as const }],
});

/** One page of a resident's inbox, newest first. */
export async function readInbox(residentId: string, page: PageRequest, now: Date): Promise<Inbox> {
  const found = Deliveries.find(visible(residentId), 'campaignId at readAt').lean<DeliveryRecord[]>();
  const { rows, nextCursor } = await keysetPage(found, 'at', page);
  return { items: await present(rows, now), nextCursor, unread: await unreadCount(residentId) };
}

async function present(rows: readonly DeliveryRecord[], now: Date): Promise<InboxEntry[]> {
  const campaigns = await Campaigns.find(
    { _id: { $in: rows.map((row) => row.campaignId) } },
    'type level title exercise noticeId itemId',
  ).lean<CampaignRecord[]>();
  const byId = new Map(campaigns.map((campaign) => [campaign._id, campaign]));
  const noticeIds = campaigns.flatMap((campaign) => (campaign.noticeId === null ? [] : [campaign.noticeId]));
  const notices = new Map((await getNoticesByIds(noticeIds, momentOf(now))).map((notice) => [notice.id, notice]));
  return rows.flatMap((row) => {
    const campaign = byId.get(row.campaignId);
    if (!campaign) return [];
    const { type, noticeId, itemId } = campaign;
    return [
      {
        id: campaign._id,
        event: type,
        title: inboxTitle(campaign),
        at: row.at.toISOString(),
        read: row.readAt !== undefined,
        notice: noticeId === null ? null : (notices.get(noticeId) ?? null),
        itemId,
        page: pageOf(campaign).replace('&from=push', '&from=inbox'),
      },
    ];
  });
}

/** How many entries of a resident's inbox are unread. */
export async function unreadCount(residentId: string): Promise<number> {
  return Deliveries.countDocuments({ ...visible(residentId), readAt: { $exists: false } });
}

/**
 * Marks entries as read.
 * @param entryIds ids of entries; absent: all
 * @returns how many are unread afterwards
 */
export async function markRead(
  residentId: string,
  entryIds: readonly string[] | undefined,
  now: Date,
): Promise<number> {
  const unread = { residentId, readAt: { $exists: false } };
  const chosen = entryIds === undefined ? unread : { ...unread, campaignId: { $in: [...entryIds] } };
  await Deliveries.updateMany(chosen, { $set: { readAt: now } });
  return unreadCount(residentId);
}

/** Removes a resident's deliveries, also from what workers have read ahead. Counts of ended campaigns stay, they name nobody. */
export async function deleteDeliveriesOf(residentId: string): Promise<void> {
  const waits = await Deliveries.exists({ residentId, state: 'pending' });
  await Deliveries.deleteMany({ residentId });
  if (waits) await advanceEpoch();
}

/** How the last message that WeChat was asked to deliver to a resident ended. */
export async function lastOutcomeOf(residentId: string): Promise<LastOutcome> {
  const last = await Deliveries.findOne(
    { residentId, state: { $in: ['sent', 'refused', 'failed', 'unknown'] } },
    'state',
  )
    .sort({ at: -1, _id: -1 })
    .lean<Pick<DeliveryRecord, 'state'>>();
  return (last?.state ?? null) as LastOutcome;
}

/** Everything kept about what a resident was sent, for the export of their data. */
export async function exportDeliveries(residentId: string): Promise<Record<string, unknown>[]> {
  const rows = await Deliveries.find({ residentId }).sort({ at: -1 }).lean<DeliveryRecord[]>();
  return rows.map(({ campaignId, state, reason, code, msgid, at, sentAt, readAt }) => ({
    event: campaignId,
    state,
    reason: reason ?? null,
    code: code ?? null,
    msgid: msgid ?? null,
    at: at.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    readAt: readAt?.toISOString() ?? null,
  }));
}
