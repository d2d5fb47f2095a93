import type { SendableCampaign } from '../delivery';
import { Campaigns, type CampaignRecord } from './model';
import { SENDING_STATUSES } from './states';

/** Campaigns whose messages may go out. */
export const GOING = { status: { $in: SENDING_STATUSES }, hold: null };

/** What recovery asks of the campaigns whose messages are in doubt; `closing`: nothing of them is sent again. */
export async function campaignsInDoubt(
  ids: readonly string[],
): Promise<(Omit<SendableCampaign, 'at'> & { closing: boolean })[]> {
  const campaigns = await Campaigns.find({ _id: { $in: [...ids] } }, 'kind card status').lean<CampaignRecord[]>();
  return campaigns.map(({ _id, kind, card, status }) => ({ _id, kind, card, closing: status === 'closing' }));
}
