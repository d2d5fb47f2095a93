import { momentOf, validityAt } from '@shuozhi/shared';
import { alertsEndedBetween, type EndedAlert, type NoticeForPush } from '../notices';
import type { PushEventType } from './eventRules';
import { Campaigns, type CampaignRecord } from './model';
import { chainOf, deriveCampaign } from './outboxRelay';

/** An end that no worker derived in time is told later, but not the day after: nobody needs it then. */
const LATEST_MS = 24 * 60 * 60 * 1000;

/** The steps of an alert that tell residents of it. */
const ALERT_STEPS: readonly PushEventType[] = ['alert-issued', 'alert-raised', 'alert-updated', 'alert-lowered'];

/** `n1.202611301800.alert-ended`: each end of a notice has an id of its own, since an end may be moved. */
const endEventId = ({ noticeId, end }: EndedAlert): string =>
  `${noticeId}.${end.slice(0, 16).replace(/\D/g, '')}.alert-ended`;

/**
 * Derives that alerts ended which nobody lifted, prolonged or withdrew by their stated end, for whoever was told of them.
 * The campaign's id names notice and end, so that each end is told once, whoever derives it and however often.
 * @returns ids of the campaigns that are new
 */
export async function deriveAlertEnds(now: Date): Promise<string[]> {
  const derived: string[] = [];
  for (const ended of await alertsEndedBetween(new Date(now.getTime() - LATEST_MS), now)) {
    const id = endEventId(ended);
    const chain = await chainOf(ended.noticeId);
    const told = await Campaigns.find({ chain }, 'type').lean<CampaignRecord[]>();
    if (told.some((one) => one._id === id) || !told.some(({ type }) => ALERT_STEPS.includes(type))) continue;
    const event = { id, noticeId: ended.noticeId, type: 'alert-ended', at: now, changeNote: null } as const;
    if ((await deriveCampaign(event)) !== null) derived.push(id);
  }
  return derived;
}

/** Whether an alert's end is no longer true: a revision moved it while the word of it was being prepared. */
export const isEndMoved = (type: PushEventType, notice: NoticeForPush | null, now: Date): boolean =>
  type === 'alert-ended' && notice !== null && validityAt(momentOf(now), notice) === '现行有效';
