/** Notices (通知): their texts, life, validity and relations. */
export { blockText } from './blocks';
export { noticeEvent, type NoticeEvent, type NoticeEventType } from './events';
export {
  clearPendingEvent,
  noticeForEvent,
  noticeIdsByDocNo,
  noticesChangedSince,
  noticesWithPeriodOn,
  pendingEvents,
  type NoticeForPush,
} from './feed';
export { upsertImportedNotice, type ImportedNotice, type ImportOutcome } from './importNotice';
export { createDraft } from './drafts';
export { approveNotice, publishNotice, submitNotice } from './lifecycle';
export type { ImportWarning, NoticeRecord } from './model';
export { presentSummary } from './present';
export { NOTICE_CHANGE_KINDS } from './proposals';
export { factsOf, getNoticesByIds, listNotices } from './read';
export { mendRelations } from './relations';
export { noticesRoutes } from './routes';
export { seedSamples } from './samples';
export { listForStaff } from './staffList';
export { noticesStaffRoutes } from './staffRoutes';
export { upcomingEvent } from './upcoming';
