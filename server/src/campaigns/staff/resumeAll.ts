import type { Templates } from '../../config';
import { AppError } from '../../errors';
import { Campaigns } from '../model';
import { retryRefused } from '../refusals/reviewRefusals';
import { ACTIVE_STATUSES } from '../states';
import { resumeCampaign } from './manageCampaign';

/**
 * Lets everything go on that WeChat's answers hold, once a person has mended the cause: campaigns held by a code, and those whose refusals
 * are doubted, whose people are sent the message again. What a person paused stays paused, and what WeChat would refuse again stays held.
 * @returns how many go on, and how many stay held
 */
export async function resumeAll(templates: Templates, now: Date): Promise<{ resumed: number; held: number }> {
  const doubted = await Campaigns.find({ 'refusals.verdict': 'doubted' }, '_id').lean<{ _id: string }[]>();
  for (const { _id } of doubted) await retryRefused(_id, now);
  const held = await Campaigns.find(
    { status: { $in: ACTIVE_STATUSES }, hold: { $ne: null }, 'hold.by': null },
    '_id',
  ).lean<{ _id: string }[]>();
  let left = 0;
  for (const { _id } of held) {
    await resumeCampaign(_id, templates).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      left += 1;
    });
  }
  return { resumed: doubted.length + held.length - left, held: left };
}
