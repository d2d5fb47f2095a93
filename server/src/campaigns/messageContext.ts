import type { NoticeForPush } from '../notices';
import type { PushEventType } from './eventRules';
import type { MessageContext } from './message/buildMessage';

/** Page of the mini-program a message opens; `from=push` lets the app know. */
export function pageOf(event: { noticeId: string | null; itemId: string | null }): string {
  return event.itemId === null
    ? `pages/notice/index?id=${event.noticeId ?? ''}&from=push`
    : `pages/item/index?id=${event.itemId}&from=push`;
}

/** What the message of an event is made from. */
export function messageContextOf(
  event: {
    type: PushEventType;
    title: string;
    changeNote: string | null;
    at: Date;
    noticeId: string | null;
    itemId: string | null;
  },
  notice: NoticeForPush | null,
): MessageContext {
  return {
    type: event.type,
    title: event.title,
    shortTitle: notice?.shortTitle ?? null,
    issuers: notice?.issuers ?? ['行政审批服务管理局'],
    topics: notice?.topics ?? ['government'],
    regions: notice?.regions ?? [],
    level: notice?.level ?? null,
    effectiveFrom: notice?.effectiveFrom ?? null,
    effectiveTo: notice?.effectiveTo ?? null,
    startsAt: notice?.startsAt ?? null,
    endsAt: notice?.endsAt ?? null,
    exercise: notice?.exercise ?? false,
    changeNote: event.changeNote,
    at: event.at,
    page: pageOf(event),
  };
}
