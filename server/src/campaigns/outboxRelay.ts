import type { Level } from '@shuozhi/shared';
import { clearPendingEvent, noticeForEvent, pendingEvents, type NoticeEvent } from '../notices';
import { followedAmong } from '../subscriptions';
import { isUrgent, kindOf, priorityOf, type PushEventType } from './eventRules';
import { Campaigns, type CampaignRecord } from './model';
import { notifyCoordinator } from './coordinatorNotice';
import { closeEarlier } from './closeCampaign';

/** Longer chains of alerts than this do not exist; guards against a circle. */
const LONGEST_CHAIN = 50;

/** The first notice of the chain that `noticeId` belongs to. */
export async function chainOf(noticeId: string): Promise<string> {
  let id = noticeId;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const follows = (await noticeForEvent(id))?.follows;
    if (!follows) return id;
    id = follows;
  }
  return id;
}

interface CampaignEvent {
  id: string;
  chain: string;
  noticeId: string | null;
  itemId: string | null;
  type: PushEventType;
  level: Level | null;
  title: string;
  exercise: boolean;
  changeNote: string | null;
  at: Date;
}

/** Inserts the campaign of an event once; its id is the event's, so a second time changes nothing. */
async function insertCampaign(event: CampaignEvent): Promise<void> {
  const { id, ...fields } = event;
  // An exercise presses nobody, whatever its level.
  const level = event.exercise ? null : event.level;
  const campaign: Omit<CampaignRecord, '_id'> = {
    ...fields,
    kind: kindOf(event.type, event.level),
    priority: priorityOf(event.type, level),
    urgent: isUrgent(event.type, level),
    status: 'planned',
    hold: null,
    closeReason: null,
    message: null,
    sources: [],
    supersedes: [],
    progress: { source: 0, after: null },
    counts: null,
    startedAt: null,
    firstSentAt: null,
    finishedAt: null,
    removedAt: null,
  };
  await Campaigns.updateOne({ _id: id }, { $setOnInsert: campaign }, { upsert: true });
  // What it supersedes stops now, not when the coordinator comes to it: a withdrawn text must not go on being sent.
  await closeEarlier({ _id: id, ...campaign });
  notifyCoordinator();
}

/**
 * Derives the campaign of a notice's event and takes the event off the notice. Idempotent: the publishing step calls it
 * at once, `relayOutbox` for what was missed.
 * @returns the campaign's id, or null when the notice does not exist
 */
export async function deriveCampaign(event: NoticeEvent): Promise<string | null> {
  const notice = await noticeForEvent(event.noticeId);
  if (!notice) return null;
  const { id, type, changeNote, at } = event;
  const { level, title, exercise } = notice;
  const chain = await chainOf(notice.id);
  const of = { chain, noticeId: notice.id, itemId: null };
  await insertCampaign({ id, ...of, type, level, title, exercise, changeNote, at });
  await clearPendingEvent(event.noticeId, event.id);
  return event.id;
}

/**
 * Tells the followers of an item that it changed.
 * @param change.version of the item's content: followers are notified once of a version
 * @returns the campaign's id
 */
export async function deriveItemCampaign(change: {
  itemId: string;
  version: string;
  name: string;
  changeNote: string | null;
  at: Date;
}): Promise<string> {
  const id = `item.${change.itemId}.${change.version}.item-changed`;
  await insertCampaign({
    id,
    chain: `item.${change.itemId}`,
    noticeId: null,
    itemId: change.itemId,
    type: 'item-changed',
    level: null,
    title: change.name,
    exercise: false,
    changeNote: change.changeNote,
    at: change.at,
  });
  return id;
}

/**
 * Tells the followers of items that changed; items nobody follows need no campaign.
 * @returns how many campaigns there are for them
 */
export async function deriveItemCampaigns(
  changes: readonly Parameters<typeof deriveItemCampaign>[0][],
): Promise<number> {
  const followed = await followedAmong(changes.map(({ itemId }) => itemId));
  const wanted = changes.filter(({ itemId }) => followed.has(itemId));
  for (const change of wanted) await deriveItemCampaign(change);
  return wanted.length;
}

/**
 * The relay: derives the campaigns of events whose publishing step died before it came to that. An event that fails stops no other.
 * @returns how many campaigns were derived
 * @throws the first failure, after all events were tried
 */
export async function relayOutbox(limit = 100): Promise<number> {
  const events = await pendingEvents(limit);
  const failures: unknown[] = [];
  for (const event of events) await deriveCampaign(event).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return events.length;
}
