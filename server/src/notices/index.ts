/** Notices (通知): their texts, life, validity and relations. */
export { type NoticeEvent, type NoticeEventType } from './events';
export {
  alertsEndedBetween,
  clearPendingEvent,
  noticeForEvent,
  noticeIdsByDocNo,
  noticesChangedSince,
  noticesWithPeriodOn,
  pendingEvents,
  type EndedAlert,
  type NoticeForPush,
} from './feed';
export { upsertImportedNotice, type ImportOutcome } from './importNotice';
export { previewPages } from './drafting/previewPage';
export { createDraft } from './drafts';
export { NOTICE_CHANGE_KINDS } from './proposals';
export { factsOf, getNoticesByIds } from './read';
export { namedFiles } from './namedFiles';
export { mendRelations } from './relations';
export { noticesRoutes } from './routes';
export { seedSamples } from './samples';
export { publishDue } from './schedule/publishDue';
export { listForStaff } from './staffList';
export { noticesStaffRoutes } from './staffRoutes';
export { assertDepartment } from './transitions';
export { upcomingEvent } from './upcoming';
