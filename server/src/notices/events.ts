import { levelRank, type Level } from '@shuozhi/shared';

/** What may happen to a notice that subscribers are told. */
export const NOTICE_EVENT_TYPES = [
  'publish',
  'revise',
  'withdraw',
  'alert-issued',
  'alert-raised',
  'alert-updated',
  'alert-lowered',
  'alert-lifted',
  'alert-ended',
  'reminder-begin',
  'reminder-end',
] as const;
export type NoticeEventType = (typeof NOTICE_EVENT_TYPES)[number];

export interface NoticeEvent {
  /** Deterministic, so that deriving a campaign twice makes one: see `eventId`. */
  id: string;
  noticeId: string;
  type: NoticeEventType;
  at: Date;
  changeNote: string | null;
}

/** The id of the event `type` of a notice at its revision `revision`. */
function eventId(noticeId: string, revision: number, type: NoticeEventType): string {
  return `${noticeId}.r${revision}.${type}`;
}

/** Makes the event of a notice. */
export function noticeEvent(
  notice: { _id: string; revision: number },
  type: NoticeEventType,
  at: Date,
  changeNote: string | null = null,
): NoticeEvent {
  return { id: eventId(notice._id, notice.revision, type), noticeId: notice._id, type, at, changeNote };
}

/**
 * Which event publishing is: an alert is issued when it has a level; one that follows another is compared with it.
 * @param level level of the notice being published, null when it has none (a lift, or an ordinary notice)
 * @param followed level of the notice it follows; undefined when it follows none
 */
export function publishEventType(level: Level | null, followed: Level | null | undefined): NoticeEventType {
  if (followed === undefined) return level === null ? 'publish' : 'alert-issued';
  if (level === null) return 'alert-lifted';
  if (level === followed) return 'alert-updated';
  return levelRank(level) > levelRank(followed) ? 'alert-raised' : 'alert-lowered';
}
