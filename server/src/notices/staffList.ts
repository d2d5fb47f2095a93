import type { NoticeStatus, Page, StaffNotice } from '@shuozhi/shared/api';
import { waitingChanges } from '../approvals';
import { keysetPage, type PageRequest } from '../database';
import { Notices, type NoticeRecord } from './model';
import { presentStaff } from './present';

/** Notices of one status (or all) for staff, the last changed first. */
export async function listForStaff(
  query: PageRequest & { status?: NoticeStatus | undefined },
): Promise<Page<StaffNotice>> {
  const ofStatus = Notices.find(query.status ? { status: query.status } : {}).lean<NoticeRecord[]>();
  const { rows, nextCursor } = await keysetPage(ofStatus, 'changedAt', query);
  const changes = await waitingChanges(rows.map((notice) => notice._id));
  return { items: rows.map((notice) => presentStaff(notice, changes)), nextCursor };
}

/** A notice for staff with the changes that wait for it. */
export async function noticeForStaff(notice: NoticeRecord): Promise<StaffNotice> {
  return presentStaff(notice, await waitingChanges([notice._id]));
}
