import { Deliveries, deliveryId, fenceFlights } from '../delivery';
import { presentAmong } from '../subscriptions';

/**
 * Removes what was just written down for residents who left meanwhile: their subscription goes first and their deliveries
 * then, so whoever writes a delivery later than that finds the subscription gone.
 */
export async function removeDeliveriesOfGone(campaignId: string, residentIds: readonly string[]): Promise<void> {
  const present = await presentAmong(residentIds);
  if (present.size === residentIds.length) return;
  const ids = residentIds.filter((id) => !present.has(id)).map((id) => deliveryId(campaignId, id));
  const { deletedCount } = await Deliveries.collection.deleteMany({ _id: { $in: ids as never } });
  if (deletedCount > 0) await fenceFlights();
}
