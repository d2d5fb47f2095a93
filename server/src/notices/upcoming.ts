import { waitingChanges } from '../approvals';
import { publishEventType, type NoticeEventType } from './events';
import { noticeForEvent, type NoticeForPush } from './feed';
import { withdrawalKind, type Revision, type Withdrawal } from './proposals';
import { findNotice } from './store';

/** The next event of a notice as residents would be told of it; `type` null: they would not be told. */
export interface UpcomingEvent {
  notice: NoticeForPush;
  type: NoticeEventType | null;
  changeNote: string | null;
}

/**
 * What approving or publishing would tell residents: the publication of a draft, compared with the notice it follows, or
 * the change proposed last for a published notice, with the text as it would be then.
 * @throws AppError `notice_not_found`
 */
export async function upcomingEvent(noticeId: string): Promise<UpcomingEvent> {
  const record = await findNotice(noticeId);
  const { status, level, follows } = record;
  const notice = { ...record, id: record._id };
  const change = status === 'published' ? (await waitingChanges([noticeId])).at(-1) : undefined;
  if (change?.kind === withdrawalKind.name) {
    return { notice, type: 'withdraw', changeNote: (change.payload as Withdrawal).reason };
  }
  if (change) {
    const { draft, major, changeNote } = change.payload as Revision;
    return { notice: { ...notice, ...draft }, type: major ? 'revise' : null, changeNote };
  }
  const followed = follows === null ? undefined : ((await noticeForEvent(follows))?.level ?? null);
  return { notice, type: publishEventType(level, followed), changeNote: null };
}
