import { collectionOf } from '../database';
import { Deliveries, deliveryId, rangeOf } from './deliveries';
import type { Source } from './model';
import type { SkipReason } from './states';

/** Reasons for which a message never went out although it would have. */
const TAKEN_BACK: readonly SkipReason[] = ['not-told', 'superseded', 'withdrawn', 'stopped'];

/** The earlier campaigns of the chain whose recipients are an audience's sources. */
export const previousCampaignIds = ({ sources }: { sources: readonly Source[] }): string[] =>
  sources.flatMap((source) => (source.by === 'previous-recipients' ? [source.campaignId] : []));

/**
 * One page of a campaign's recipients in id order.
 * @param after id of the last resident seen, null from the beginning
 * @returns the residents and the id to go on after; null at the end
 */
export async function recipientsPage(
  campaignId: string,
  after: string | null,
  size: number,
): Promise<{ residentIds: string[]; next: string | null }> {
  const rows = await collectionOf(Deliveries)
    .find({ _id: rangeOf(campaignId, after ?? '') }, { projection: { residentId: 1 } })
    .sort({ _id: 1 })
    .limit(size)
    .toArray();
  const residentIds = rows.map((row) => String(row.residentId));
  return { residentIds, next: rows.length < size ? null : (residentIds[residentIds.length - 1] ?? null) };
}

/**
 * Those of the residents to whom one of the campaigns was sent, or would have been but for a consent: not those whose
 * message was taken back before it went out. Who never heard of an alert finds its lift in the inbox only.
 */
export async function previousRecipientsAmong(
  campaignIds: readonly string[],
  residentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const ids = campaignIds.flatMap((id) => residentIds.map((resident) => deliveryId(id, resident)));
  const rows = await collectionOf(Deliveries)
    .find(
      { _id: { $in: ids }, $nor: [{ state: 'skipped', reason: { $in: TAKEN_BACK } }] },
      { projection: { residentId: 1 } },
    )
    .toArray();
  return new Set(rows.map((row) => String(row.residentId)));
}
