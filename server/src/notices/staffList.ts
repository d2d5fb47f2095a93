import type { NoticeStatus, Page, StaffNotice } from '@shuozhi/shared/api';
import { decodeCursor, encodeCursor } from '../database';
import { AppError } from '../errors';
import { Notices, type NoticeRecord } from './model';
import { presentStaff } from './present';

/** Notices of one status (or all) for staff, the last changed first. */
export async function listForStaff(query: {
  status?: NoticeStatus | undefined;
  cursor?: string | undefined;
  limit: number;
}): Promise<Page<StaffNotice>> {
  const filter: Record<string, unknown> = query.status ? { status: query.status } : {};
  if (query.cursor) {
    const [at, id] = decodeCursor(query.cursor, ['number', 'string']) as [number, string];
    const changedAt = new Date(at);
    if (Number.isNaN(changedAt.getTime())) throw new AppError('invalid_cursor');
    filter.$or = [{ changedAt: { $lt: changedAt } }, { changedAt, _id: { $lt: id } }];
  }
  const rows = await Notices.find(filter)
    .sort({ changedAt: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<NoticeRecord[]>();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(presentStaff),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.changedAt.getTime(), last._id]) : null,
  };
}
