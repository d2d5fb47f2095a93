import { CITYWIDE, civilDateOf, dayOfMoment, momentOf, type Moment, type Validity } from '@shuozhi/shared';
import type {
  NoticeBlocks,
  NoticeDetail,
  NoticeQuery,
  NoticeSummary,
  NoticeWithdrawal,
  Page,
} from '@shuozhi/shared/api';
import type mongoose from 'mongoose';
import { describeFiles } from '../attachments';
import { keysetPage } from '../database';
import { AppError } from '../errors';
import { pageOfBlocks } from './blocks';
import { Notices, type NoticeRecord } from './model';
import { presentDetail, presentSummary, SUMMARY_FIELDS, type SummaryRecord } from './present';
import { linksOf } from './relations';

type Filter = mongoose.QueryFilter<NoticeRecord>;

/** The query that finds the notices of one validity at `now`; the counterpart of `validityAt` in the shared package. */
function validityFilter(wanted: Validity, now: Moment): Filter {
  const today = dayOfMoment(now);
  const lapsed: Filter = {
    $or: [{ endsAt: { $ne: null, $lte: now } }, { endsAt: null, effectiveTo: { $ne: null, $lt: today } }],
  };
  const toCome: Filter = {
    $or: [{ startsAt: { $ne: null, $gt: now } }, { startsAt: null, effectiveFrom: { $ne: null, $gt: today } }],
  };
  const notRepealed: Filter = { $or: [{ repealedOn: null }, { repealedOn: { $gt: today } }] };
  switch (wanted) {
    case '已废止':
      return { repealedOn: { $ne: null, $lte: today } };
    case '已过期':
      return { $and: [notRepealed, lapsed] };
    case '尚未施行':
      return { $and: [notRepealed, { $nor: [lapsed] }, toCome] };
    case '现行有效':
      return {
        $and: [
          notRepealed,
          { $nor: [lapsed, toCome] },
          { $or: [{ effectiveFrom: { $ne: null } }, { effectiveTo: { $ne: null } }] },
        ],
      };
    case '未注明':
      return { $and: [notRepealed, { effectiveFrom: null, effectiveTo: null }] };
  }
}

function listFilter(query: NoticeQuery, now: Moment): Filter {
  const parts: Filter[] = [{ status: 'published', exercise: { $ne: true } }];
  if (query.topic) parts.push({ topics: query.topic });
  // A district's list holds what concerns the whole city too.
  if (query.region && query.region !== CITYWIDE) {
    parts.push({ $or: [{ regions: query.region }, { regions: CITYWIDE }, { regions: { $size: 0 } }] });
  }
  if (query.level) parts.push({ level: query.level });
  if (query.validity) parts.push(validityFilter(query.validity, now));
  return { $and: parts };
}

/** A page of published notices, newest first. */
export async function listNotices(query: NoticeQuery, now: Date): Promise<Page<NoticeSummary>> {
  const moment = momentOf(now);
  const matching = Notices.find(listFilter(query, moment), SUMMARY_FIELDS).lean<SummaryRecord[]>();
  const { rows, nextCursor } = await keysetPage(matching, 'listedAt', query);
  return { items: rows.map((notice) => presentSummary(notice, moment)), nextCursor };
}

/** @throws AppError `notice_withdrawn`, `notice_not_found` when no notice of this id was ever public */
async function findPublished(id: string): Promise<NoticeRecord> {
  const notice = await Notices.findOne({ _id: id, status: { $in: ['published', 'withdrawn'] } }).lean<NoticeRecord>();
  if (!notice) throw new AppError('notice_not_found');
  if (notice.status === 'withdrawn') throw new AppError('notice_withdrawn');
  return notice;
}

/** A notice that was taken back: what it was, when and why it went. @throws AppError `notice_not_found` for any other */
export async function withdrawalOf(id: string): Promise<NoticeWithdrawal> {
  const notice = await Notices.findOne({ _id: id, status: 'withdrawn' }).lean<NoticeRecord>();
  if (!notice) throw new AppError('notice_not_found');
  const { docNo, title, issuers, level, exercise, withdrawnAt, withdrawnReason, changedAt } = notice;
  const replacing = docNo === null ? null : await Notices.findOne({ docNo, status: 'published' }, '_id').lean();
  return {
    id,
    docNo,
    title,
    issuer: issuers.join('、'),
    level,
    exercise,
    withdrawnOn: civilDateOf(withdrawnAt ?? changedAt),
    reason: withdrawnReason,
    replacedById: replacing?._id ?? null,
  };
}

/** A published notice with its first blocks and its relations. */
export async function noticeDetail(id: string, now: Date): Promise<NoticeDetail> {
  const notice = await findPublished(id);
  const files = await describeFiles(notice.attachments.flatMap(({ file }) => file ?? []));
  return presentDetail(notice, await linksOf(notice), files, momentOf(now));
}

/**
 * The title under which a file is attached to a published notice as it stands. What a revision took away, or was never
 * published, residents do not get.
 * @throws AppError `notice_not_found`, `file_not_found`
 */
export async function attachmentTitle(id: string, file: string): Promise<string> {
  const { attachments } = await findPublished(id);
  const found = attachments.find((attachment) => attachment.file === file);
  if (!found) throw new AppError('file_not_found');
  return found.title;
}

/** Further blocks of a published notice. */
export async function noticeBlocksFrom(id: string, from: number): Promise<NoticeBlocks> {
  const notice = await findPublished(id);
  return { from, ...pageOfBlocks(notice.blocks, from) };
}

/** Summaries of published notices by id, in the order asked for; ids that are not public are left out. */
export async function getNoticesByIds(ids: readonly string[], now: Moment): Promise<NoticeSummary[]> {
  const rows = await Notices.find({ _id: { $in: [...ids] }, status: 'published' }, SUMMARY_FIELDS).lean<
    SummaryRecord[]
  >();
  const byId = new Map(rows.map((row) => [row._id, presentSummary(row, now)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The key facts and numbers to call of a published notice; none when it is not public. */
export async function factsOf(id: string): Promise<Pick<NoticeRecord, 'keyFacts' | 'hotlines'>> {
  const notice = await Notices.findOne({ _id: id, status: 'published' }, 'keyFacts hotlines').lean<NoticeRecord>();
  return { keyFacts: notice?.keyFacts ?? [], hotlines: notice?.hotlines ?? [] };
}
