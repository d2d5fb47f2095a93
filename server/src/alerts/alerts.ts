import { endOf, levelName, momentOf, type Level } from '@shuozhi/shared';
import type { ActiveAlert, AlertInput, StaffAccount } from '@shuozhi/shared/api';
import { Campaigns, outcomesOf, sumStates, type CampaignRecord } from '../campaigns';
import { AppError } from '../errors';
import {
  alertsInForce,
  approveNotice,
  createDraft,
  findNotice,
  hashOfNotice,
  noticeForEvent,
  publishNotice,
  submitNotice,
  type NoticeForPush,
  type NoticeStep,
} from '../notices';
import { draftAlert } from './draftAlert';
import { alertTemplateInUse } from './templates';

/**
 * Drafts an alert from a template in one call, and hands it in for approval when asked to.
 * @throws AppError `not_found` for the template, `notice_not_found`, `invalid_input` naming the field, `forbidden`
 */
export async function createAlert(input: AlertInput, author: StaffAccount, now: Date) {
  const template = await alertTemplateInUse(input.templateId);
  const followed = input.follows === null ? null : await noticeForEvent(input.follows);
  if (input.follows !== null && followed === null) throw new AppError('notice_not_found');
  const draft = await createDraft(draftAlert(input, template, followed), author, now);
  if (!input.submit) return draft;
  return submitNotice(draft._id, { hash: hashOfNotice(draft), confirmReviewed: true }, author, now);
}

/**
 * Approves and publishes an alert in one step, by a person who wrote no part of it and typed what it is. Repeating it after
 * a failure between the two goes on with the publication.
 * @throws AppError `invalid_input` for another word than the alert's, and what approving and publishing throw
 */
export async function releaseAlert(
  id: string,
  { hash, confirm }: { hash: string; confirm: string },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeStep> {
  const notice = await findNotice(id);
  const { level, follows, exercise } = notice;
  if (level === null && follows === null) throw new AppError('transition_not_allowed', { detail: '这条通知不是预警' });
  const wanted = exercise ? '演练' : level === null ? '解除' : levelName(level);
  if (confirm !== wanted) {
    const message = `请输入“${wanted}”确认`;
    throw new AppError('invalid_input', { detail: message, errors: [{ path: 'confirm', message }] });
  }
  const approvedBefore = notice.status === 'approved' && notice.approvedBy === actor.id && notice.approvedHash === hash;
  if (!approvedBefore) await approveNotice(id, hash, actor, now);
  return publishNotice(id, { hash, notify: true }, actor, now);
}

const MINUTE_MS = 60_000;
/** Longer chains of alerts than this do not exist; guards against a circle. */
const LONGEST_CHAIN = 50;

/** Ids of an alert's chain, from its last notice to its first. */
async function chainTo(notice: NoticeForPush): Promise<string[]> {
  const ids = [notice.id];
  for (let { follows } = notice; follows !== null && ids.length < LONGEST_CHAIN;) {
    ids.push(follows);
    follows = (await noticeForEvent(follows))?.follows ?? null;
  }
  return ids;
}

/** Whom the last event of a notice reached. */
async function reachOf(noticeId: string): Promise<ActiveAlert['reach']> {
  const last = await Campaigns.findOne({ noticeId }).sort({ at: -1 }).lean<CampaignRecord>();
  if (!last) return { recipients: 0, sent: 0, waiting: 0, notSent: 0 };
  const { states, recipients } = sumStates(await outcomesOf(last));
  const waiting = states.pending + states.sending;
  return { recipients, sent: states.sent, waiting, notSent: recipients - states.sent - waiting };
}

/** Alerts in force, the gravest first: since when, how long still, and whom their last event reached. */
export async function listActiveAlerts(now: Date): Promise<ActiveAlert[]> {
  const present = async (notice: NoticeForPush & { level: Level }): Promise<ActiveAlert> => {
    const { id, title, level, exercise, regions, publishedAt, startsAt } = notice;
    const end = endOf(notice);
    const chain = await chainTo(notice);
    return {
      chain: chain.at(-1) ?? id,
      noticeId: id,
      title,
      level,
      exercise,
      regions,
      publishedAt: (publishedAt ?? now).toISOString(),
      startsAt,
      endsAt: end,
      minutesLeft: end === null ? null : Math.max(0, Math.ceil((Date.parse(end) - now.getTime()) / MINUTE_MS)),
      steps: chain.length,
      reach: await reachOf(id),
    };
  };
  return Promise.all((await alertsInForce(momentOf(now))).map(present));
}
