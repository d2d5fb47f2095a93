import type {
  Page,
  StaffAccount,
  StaffNotice,
  StaffNoticeCounts,
  StaffNoticeFilter,
  StaffNoticeQuery,
  StaffNoticeSummary,
} from '@shuozhi/shared/api';
import { targetsWaitingFor, waitingChanges, waitingSummaries, type WaitingChange } from '../approvals';
import { keysetPage } from '../database';
import { problemsOf } from './checkedText';
import { draftOf } from './draftOf';
import { Notices, type NoticeRecord } from './model';
import { presentSchedule, presentStaff } from './present';
import { NOTICE_CHANGE_KINDS } from './proposals';
import { staffFilter } from './staffFilter';

/** Everything but the text: a plan with its tables is a megabyte. */
const WITHOUT_TEXT = '-blocks -keyFacts -warnings -hotlines -repeals -cites -attachments -pendingEvents';

const CHANGE_KINDS = NOTICE_CHANGE_KINDS.map(({ name }) => name);

function summaryOf(notice: NoticeRecord, changes: readonly WaitingChange[]): StaffNoticeSummary {
  return {
    id: notice._id,
    status: notice.status,
    revision: notice.revision,
    docNo: notice.docNo,
    title: notice.title,
    shortTitle: notice.shortTitle ?? null,
    kind: notice.kind,
    issuer: notice.issuers.join('、'),
    writtenOn: notice.writtenOn,
    effectiveFrom: notice.effectiveFrom,
    effectiveTo: notice.effectiveTo,
    topics: notice.topics,
    regions: notice.regions,
    level: notice.level,
    confidence: notice.confidence,
    needsReview: notice.needsReview,
    authors: notice.authors,
    submittedBy: notice.submittedBy,
    approvedBy: notice.approvedBy,
    returned: notice.returned && { ...notice.returned, at: notice.returned.at.toISOString() },
    changes: changes
      .filter(({ target }) => target === notice._id)
      .map(({ _id: id, kind, authors, createdAt }) => ({ id, kind, authors, createdAt: createdAt.toISOString() })),
    ...presentSchedule(notice),
    publishedAt: notice.publishedAt?.toISOString() ?? null,
    updatedAt: notice.changedAt.toISOString(),
    sample: notice.sample,
  };
}

async function filterFor(query: StaffNoticeFilter, actor: StaffAccount) {
  const targets = query.view === 'waiting' ? await targetsWaitingFor(actor.id, CHANGE_KINDS) : [];
  return staffFilter(query, actor, targets);
}

/** A page of notices of any status without their texts, the last changed first. */
export async function listForStaff(query: StaffNoticeQuery, actor: StaffAccount): Promise<Page<StaffNoticeSummary>> {
  const found = Notices.find(await filterFor(query, actor), WITHOUT_TEXT).lean<NoticeRecord[]>();
  const { rows, nextCursor } = await keysetPage(found, 'changedAt', query);
  const changes = await waitingSummaries(rows.map((notice) => notice._id));
  return { items: rows.map((notice) => summaryOf(notice, changes)), nextCursor };
}

/** The lists whose lengths the workbench shows. */
const COUNTED: Record<keyof StaffNoticeCounts, StaffNoticeFilter> = {
  mine: { author: 'me', status: 'draft' },
  returned: { view: 'returned', author: 'me' },
  held: { view: 'held' },
  waiting: { view: 'waiting' },
  scheduled: { view: 'scheduled' },
  missed: { view: 'missed' },
  submitted: { status: 'submitted' },
  approved: { status: 'approved' },
};

/** How long each list of the workbench is for this person. */
export async function countForStaff(actor: StaffAccount): Promise<StaffNoticeCounts> {
  const counts = Object.entries(COUNTED).map(async ([name, query]) => [
    name,
    await Notices.countDocuments(await filterFor(query, actor)),
  ]);
  // Entries lose that every name is there.
  return Object.fromEntries(await Promise.all(counts)) as StaffNoticeCounts;
}

/** A notice for staff, with the changes that wait for it and what a draft still lacks. */
export async function noticeForStaff(notice: NoticeRecord): Promise<StaffNotice> {
  const changes = await waitingChanges([notice._id]);
  const problems = notice.status === 'draft' ? await problemsOf(draftOf(notice), { id: notice._id }) : [];
  return presentStaff(notice, changes, problems);
}
