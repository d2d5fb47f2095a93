import type { Templates } from '../config';
import { noticeForEvent } from '../notices';
import { isEndMoved } from './alertEnds';
import { sourcesOf } from './audienceSources';
import { closeCampaign, closeEarlier } from './closeCampaign';
import { kindOf } from './eventRules';
import { inheritedHold } from './inheritedHold';
import { buildMessage, type FieldProblem } from './message/buildMessage';
import { messageContextOf } from './messageContext';
import { Campaigns, type CampaignRecord, type Hold } from './model';
import { usualRefusals } from './refusals/usualRefusals';
import { change } from './states';
import { supersededBy } from './superseding';

/** Why a message cannot be sent, as a hold for staff; null when it can. */
function holdFor(problems: readonly FieldProblem[], now: Date): Hold | null {
  if (problems.length === 0) return null;
  const reason = problems.map((one) => `${one.field}：${one.message}`).join('；');
  return { reason, code: 47003, by: null, at: now };
}

/**
 * Prepares a planned campaign: builds and checks the message, closes what it supersedes, fixes the sources of the
 * audience, and lets the fan-out begin. A message that breaks a rule of WeChat, or a refusal of WeChat's that nobody has
 * dealt with yet, holds the campaign for staff; the residents still find the entry in their inboxes. A campaign that a
 * newer one of its chain has superseded is closed instead. Idempotent.
 */
export async function planCampaign(campaign: CampaignRecord, templates: Templates, now: Date): Promise<void> {
  const notice = campaign.noticeId === null ? null : await noticeForEvent(campaign.noticeId);
  const reason = isEndMoved(campaign.type, notice, now) ? 'superseded' : await supersededBy(campaign);
  if (reason !== null) {
    await closeCampaign(campaign._id, reason);
    return;
  }
  const wanted = kindOf(campaign.type, campaign.level);
  const { kind, message, problems } = buildMessage(wanted, messageContextOf(campaign, notice), templates);
  const hold = holdFor(problems, now) ?? (await inheritedHold(kind, now));

  const { earlier, supersedes } = await closeEarlier(campaign);
  const sources = await sourcesOf(campaign, notice, earlier);
  const { from, to } = change('plan');
  const usual = await usualRefusals(kind);
  const planned = { status: to, kind, message, sources, supersedes, startedAt: now, usualRefusals: usual };
  // Staff may have paused it already: their hold stays where the message gives no reason for another.
  await Campaigns.updateOne({ _id: campaign._id, ...from }, { $set: hold === null ? planned : { ...planned, hold } });
}
