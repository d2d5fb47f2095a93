import { advanceEpoch } from '../../delivery';
import { Campaigns, type CampaignRecord, type RefusalReview } from '../model';
import { ACTIVE_STATUSES, transition } from '../states';

/** What staff read on a campaign that is held because its refusals are doubted. */
const REASON =
  '被微信拒收的人异常多：请先核对小程序 AppID、模板和环境。订阅次数和微信账号都没有改动，请选择“拒收属实”或“重新发送”';

/**
 * Doubts the refusals of a campaign: nothing of them is written to the ledger until a person says so, and the campaigns of the
 * kind are held. Alerts are doubted and not held: going on harms nobody, and whom WeChat does take must not wait for a person.
 */
export async function doubtRefusals(
  { _id, kind, status }: Pick<CampaignRecord, '_id' | 'kind' | 'status'>,
  code: number,
  now: Date,
): Promise<void> {
  const refusals: RefusalReview = { verdict: 'doubted', code, at: now };
  const undoubted = { _id, refusals: null };
  if (kind === 'alert') {
    await Campaigns.updateOne(undoubted, { $set: { refusals } });
    return;
  }
  const hold = { reason: REASON, code, by: null, at: now, refusals: true as const };
  // What ended before the last refusal was reported is opened again: only so can a person have it sent again.
  const again = { status: transition('done', 'reopen'), counts: null, finishedAt: null };
  const ended = { ...undoubted, status: 'done' as const, closeReason: null, removedAt: null };
  if (status === 'done') await Campaigns.updateOne(ended, { $set: { ...again, hold, refusals } });
  else await Campaigns.updateOne(undoubted, { $set: { refusals } });
  await Campaigns.updateMany({ kind, status: { $in: ACTIVE_STATUSES }, hold: null }, { $set: { hold } });
  await advanceEpoch();
}
