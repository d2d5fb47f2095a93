import type mongoose from 'mongoose';
import { Notices, type NoticeRecord } from './model';

/** A notice that somebody should look at. */
export interface NoticeInReview {
  id: string;
  title: string;
  /** Moves with every change: what is told of the notice as it is now. */
  version: number;
}

const AT_ONCE = 200;

async function found(filter: mongoose.QueryFilter<NoticeRecord>): Promise<NoticeInReview[]> {
  const rows = await Notices.find(filter, 'title version')
    .limit(AT_ONCE)
    .lean<Pick<NoticeRecord, '_id' | 'title' | 'version'>[]>();
  return rows.map(({ _id: id, title, version }) => ({ id, title, version }));
}

/** The notices that wait for approval, that were given back, and that could not be published at their time. */
export async function noticesInReview(): Promise<Record<'submitted' | 'returned' | 'missed', NoticeInReview[]>> {
  const [submitted, returned, missed] = await Promise.all([
    found({ status: 'submitted' }),
    found({ status: 'draft', returned: { $ne: null } }),
    found({ status: 'approved', schedule: null, 'scheduleOutcome.result': 'refused' }),
  ]);
  return { submitted, returned, missed };
}
