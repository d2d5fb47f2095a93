import type { NoticeStatus, Page, StaffNotice } from '@shuozhi/shared/api';
import { keysetPage, type PageRequest } from '../database';
import { Notices, type NoticeRecord } from './model';
import { presentStaff } from './present';

/** Notices of one status (or all) for staff, the last changed first. */
export async function listForStaff(
  query: PageRequest & { status?: NoticeStatus | undefined },
): Promise<Page<StaffNotice>> {
  const ofStatus = Notices.find(query.status ? { status: query.status } : {}).lean<NoticeRecord[]>();
  const { rows, nextCursor } = await keysetPage(ofStatus, 'changedAt', query);
  return { items: rows.map(presentStaff), nextCursor };
}
