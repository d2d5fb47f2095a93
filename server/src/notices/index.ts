/** Notices (通知): their texts, life, validity and relations. */
export { publishEventType, type NoticeEvent, type NoticeEventType } from './events';
export {
  alertsEndedBetween,
  alertsInForce,
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
export { hashOfNotice } from './content';
export { createDraft } from './drafts';
export { approveNotice, publishNotice, submitNotice } from './lifecycle';
export { presentSummary } from './present';
export { NOTICE_CHANGE_KINDS, type NoticeStep } from './proposals';
export { findNotice } from './store';
export { factsOf, getNoticesByIds } from './read';
export { namedFiles } from './namedFiles';
export { noticesInReview } from './inReview';
export { mendRelations } from './relations';
export { noticesRoutes } from './routes';
export { seedSamples } from './samples';
export { publishDue } from './schedule/publishDue';
export { listForStaff, noticeForStaff } from './staffList';
export { noticesStaffRoutes } from './staffRoutes';
export { assertDepartment } from './transitions';
export { upcomingEvent } from './upcoming';
