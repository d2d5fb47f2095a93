import { collectionOf } from '../database';
import { addresseesOf, audiencePage, quietUntil, type Addressee } from '../subscriptions';
import { Deliveries, deliveryId, type DeliveryRecord } from './deliveries';
import type { CampaignRecord, Source } from './model';
import { ruleOfSource } from './audienceSources';
import { recipientsPage } from './previousRecipients';

/**
 * One page of a source's residents in id order.
 * @param after id of the last one seen, null from the beginning
 * @returns the residents and the id to go on after; null at the end
 */
export async function sourcePage(
  source: Source,
  event: Pick<CampaignRecord, 'level' | 'at'>,
  after: string | null,
  size: number,
): Promise<{ addressees: Addressee[]; next: string | null }> {
  const rule = ruleOfSource(source, event);
  if (rule) return audiencePage(rule, after, size);
  if (source.by === 'residents') return { addressees: await addresseesOf(source.values), next: null };
  if (source.by !== 'previous-recipients') return { addressees: [], next: null };
  const { residentIds, next } = await recipientsPage(source.campaignId, after, size);
  return { addressees: await addresseesOf(residentIds), next };
}

/** Those who have no delivery of the campaign. */
export async function withoutDelivery(campaignId: string, addressees: readonly Addressee[]): Promise<Addressee[]> {
  const ids = addressees.map((one) => deliveryId(campaignId, one.residentId));
  const rows = await collectionOf(Deliveries)
    .find({ _id: { $in: ids } }, { projection: { _id: 1 } })
    .toArray();
  const known = new Set(rows.map((row) => String(row._id)));
  return addressees.filter((_, index) => !known.has(ids[index] ?? ''));
}

/** What a delivery that waits says of its resident: the address, and when it may go out at the earliest. Pure. */
export function waitingFor(
  { openid, quiet: wished }: Addressee,
  urgent: boolean,
  now: Date,
): Pick<DeliveryRecord, 'state' | 'dueAt' | 'openid' | 'quiet' | 'quietWait'> {
  const quiet = urgent ? null : wished;
  const until = quietUntil(quiet, now);
  const waiting: ReturnType<typeof waitingFor> = { state: 'pending', dueAt: until ?? now, openid };
  if (quiet) waiting.quiet = quiet;
  if (until) waiting.quietWait = true;
  return waiting;
}
