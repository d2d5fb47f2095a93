import { collectionOf } from '../database';
import { advanceEpoch, idsInFlight } from '../delivery';
import { Deliveries } from './deliveries';

const idsOf = (campaignId: string): Promise<string[]> => idsInFlight(`${campaignId}:`);

/** Closed campaigns for which this process has advanced the epoch: once is enough, a closed one is not logged any more. */
const recalled = new Set<string>();

/**
 * Ids of the deliveries of a closed campaign that are in flight. From now on no worker logs another one of it without having
 * seen that it is closed.
 */
export async function inFlightOfClosed(campaignId: string): Promise<string[]> {
  if (!recalled.has(campaignId)) await advanceEpoch();
  recalled.add(campaignId);
  return idsOf(campaignId);
}

/** How many of a campaign's deliveries are being sent: in a worker's in-flight log, without an outcome yet. */
export async function countInFlight(campaignId: string): Promise<number> {
  const ids = await idsOf(campaignId);
  return ids.length === 0 ? 0 : collectionOf(Deliveries).countDocuments({ _id: { $in: ids }, state: 'pending' });
}
