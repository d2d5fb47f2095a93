import { startOfDay } from '@shuozhi/shared';
import type { StaffAccount, StaffNoticeFilter } from '@shuozhi/shared/api';
import type mongoose from 'mongoose';
import { APPROVER_ROLES } from '../approvals';
import type { NoticeRecord } from './model';

type Filter = mongoose.QueryFilter<NoticeRecord>;

const DAY_MS = 24 * 3600 * 1000;

/** What a person may take a step further, by their role. @param targets published notices with a change that waits for them */
function waitingFor({ id, role }: StaffAccount, targets: readonly string[]): Filter {
  const parts: Filter[] = [];
  if (APPROVER_ROLES.includes(role)) {
    parts.push({ status: 'submitted', authors: { $ne: id } }, { status: 'published', _id: { $in: [...targets] } });
  }
  if (role === 'publisher') parts.push({ status: 'approved', schedule: null });
  return parts.length > 0 ? { $or: parts } : { _id: { $in: [] } };
}

const literally = (text: string): RegExp => new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');

/** The midnight (Asia/Shanghai) at which a civil day ends. */
const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + DAY_MS);

/**
 * The query of a list of staff.
 * @param actor who asks: `me`, and whose steps are waited for
 * @param targets notices with a change that waits for this person; only looked at for `view: 'waiting'`
 */
export function staffFilter(query: StaffNoticeFilter, actor: StaffAccount, targets: readonly string[]): Filter {
  const { view, author, status, topic, region, issuer, from, to, q } = query;
  const parts: Filter[] = [];
  if (view === 'held') parts.push({ status: 'draft', needsReview: true });
  if (view === 'returned') parts.push({ status: 'draft', returned: { $ne: null } });
  if (view === 'scheduled') parts.push({ 'schedule.at': { $exists: true } });
  if (view === 'missed') parts.push({ status: 'approved', schedule: null, 'scheduleOutcome.result': 'refused' });
  if (view === 'waiting') parts.push(waitingFor(actor, targets));
  if (author !== undefined) parts.push({ authors: author === 'me' ? actor.id : author });
  if (status !== undefined) parts.push({ status });
  if (topic !== undefined) parts.push({ topics: topic });
  if (region !== undefined) parts.push({ regions: region });
  if (issuer !== undefined) parts.push({ issuers: issuer });
  if (from !== undefined) parts.push({ changedAt: { $gte: startOfDay(from) } });
  if (to !== undefined) parts.push({ changedAt: { $lt: endOfDay(to) } });
  if (q !== undefined) parts.push({ $or: [{ title: literally(q) }, { docNo: literally(q) }] });
  return parts.length > 0 ? { $and: parts } : {};
}
