import { civilDateOf, endOf, levelRank, momentOf, validityAt, type Level, type Moment } from '@shuozhi/shared';
import type { NoticeEvent } from './events';
import { Notices, type NoticeRecord } from './model';

/** What the push engine needs to know of a notice. */
export type NoticeForPush = Pick<
  NoticeRecord,
  | 'docNo'
  | 'title'
  | 'shortTitle'
  | 'kind'
  | 'issuers'
  | 'topics'
  | 'regions'
  | 'level'
  | 'publishedAt'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'startsAt'
  | 'endsAt'
  | 'repealedOn'
  | 'exercise'
  | 'status'
  | 'summary'
  | 'follows'
> & { id: string };

const DAY_MS = 24 * 60 * 60 * 1000;

const PUSH_FIELDS =
  'docNo title shortTitle kind issuers topics regions level publishedAt effectiveFrom effectiveTo startsAt endsAt repealedOn exercise status summary follows';

/** The notice of an event in whatever status it is now; null when it does not exist. */
export async function noticeForEvent(noticeId: string): Promise<NoticeForPush | null> {
  const notice = await Notices.findById(noticeId, PUSH_FIELDS).lean<NoticeRecord>();
  return notice ? { ...notice, id: notice._id } : null;
}

/** Events whose campaigns are not derived yet, oldest first. */
export async function pendingEvents(limit: number): Promise<NoticeEvent[]> {
  const rows = await Notices.find({ 'pendingEvents.0': { $exists: true } }, 'pendingEvents')
    .sort({ 'pendingEvents.at': 1 })
    .limit(limit)
    .lean<Pick<NoticeRecord, 'pendingEvents'>[]>();
  return rows.flatMap((row) => row.pendingEvents).slice(0, limit);
}

/** Takes an event off its notice once its campaign stands; running it again changes nothing. */
export async function clearPendingEvent(noticeId: string, eventId: string): Promise<void> {
  await Notices.updateOne({ _id: noticeId }, { $pull: { pendingEvents: { id: eventId } } });
}

/**
 * Published notices whose period begins or ends on `day` (a civil date) as they say. Not those that are repealed or
 * replaced by then: their period ended before, or never began. Nor alerts, which tell of their end themselves.
 */
export async function noticesWithPeriodOn(
  day: string,
  edge: 'effectiveFrom' | 'effectiveTo',
): Promise<NoticeForPush[]> {
  const inForce = { $or: [{ repealedOn: null }, { repealedOn: { $gt: day } }] };
  const rows = await Notices.find({ status: 'published', level: null, [edge]: day, ...inForce }, PUSH_FIELDS).lean<
    NoticeRecord[]
  >();
  return rows.map((notice) => ({ ...notice, id: notice._id }));
}

/** An alert that nobody lifted, and the moment at which its stated period was over. */
export interface EndedAlert {
  noticeId: string;
  end: Moment;
}

/** Published alerts whose stated period ended after `since`, at `now` at the latest, without a later notice of their chain. */
export async function alertsEndedBetween(since: Date, now: Date): Promise<EndedAlert[]> {
  const rows = await Notices.find(
    {
      status: 'published',
      level: { $type: 'string' },
      // The last day of a period that ends at midnight is the day before.
      effectiveTo: { $gte: civilDateOf(new Date(since.getTime() - DAY_MS)), $lte: civilDateOf(now) },
      repealedById: null,
    },
    'effectiveTo endsAt',
  ).lean<Pick<NoticeRecord, '_id' | 'effectiveTo' | 'endsAt'>[]>();
  const [from, to] = [momentOf(since), momentOf(now)];
  const ended = rows.flatMap((row): EndedAlert[] => {
    const end = endOf(row);
    return end !== null && from < end && end <= to ? [{ noticeId: row._id, end }] : [];
  });
  const followed = await Notices.distinct('follows', {
    status: 'published',
    follows: { $in: ended.map(({ noticeId }) => noticeId) },
  });
  return ended.filter(({ noticeId }) => !followed.includes(noticeId));
}

/** The alerts that hold at `now` or will: the last notice of each chain, the gravest and newest first. */
export async function alertsInForce(now: Moment): Promise<(NoticeForPush & { level: Level })[]> {
  const rows = await Notices.find(
    { status: 'published', level: { $type: 'string' }, repealedById: null },
    PUSH_FIELDS,
  ).lean<NoticeRecord[]>();
  return rows
    .flatMap((row) => (row.level === null ? [] : [{ ...row, id: row._id, level: row.level }]))
    .filter((alert) => !['已过期', '已废止'].includes(validityAt(now, alert)))
    .sort((a, b) => levelRank(b.level) - levelRank(a.level) || Number(b.publishedAt ?? 0) - Number(a.publishedAt ?? 0));
}

/**
 * Whole notices in the order of their changes, for the search index.
 * @param after position of the last one seen: its `changedAt` and id; null from the beginning
 */
export async function noticesChangedSince(
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<NoticeRecord[]> {
  const filter = after
    ? { $or: [{ changedAt: { $gt: after.at } }, { changedAt: after.at, _id: { $gt: after.id } }] }
    : {};
  return Notices.find(filter).sort({ changedAt: 1, _id: 1 }).limit(limit).lean<NoticeRecord[]>();
}

/** Numbers and ids of published notices, for links from items. */
export async function noticeIdsByDocNo(docNos: readonly string[]): Promise<Map<string, string>> {
  const rows = await Notices.find({ docNo: { $in: [...docNos] }, status: 'published' }, 'docNo sample')
    .sort({ sample: -1 })
    .lean<Pick<NoticeRecord, '_id' | 'docNo'>[]>();
  return new Map(rows.flatMap((row) => (row.docNo ? [[row.docNo, row._id] as const] : [])));
}
