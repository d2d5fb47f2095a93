import { validityAt, type CivilDate, type Moment } from '@shuozhi/shared';
import type { FileInfo, NoticeDetail, NoticeLink, NoticeSummary, StaffNotice } from '@shuozhi/shared/api';
import { presentChange, type ChangeRequest } from '../approvals';
import type { FieldError } from '../errors';
import { outlineOf, pageOfBlocks } from './blocks';
import { hashOfNotice } from './content';
import { doubtsOf } from './doubts';
import { draftOf } from './draftOf';
import type { NoticeRecord } from './model';

/** The fields of a summary, as a projection. */
export const SUMMARY_FIELDS =
  'docNo title kind issuers writtenOn publishedAt effectiveFrom effectiveTo startsAt endsAt validityBasis repealedOn topics regions level exercise summary sample listedAt status';

export type SummaryRecord = Pick<
  NoticeRecord,
  | '_id'
  | 'docNo'
  | 'title'
  | 'kind'
  | 'issuers'
  | 'writtenOn'
  | 'publishedAt'
  | 'effectiveFrom'
  | 'effectiveTo'
  | 'startsAt'
  | 'endsAt'
  | 'validityBasis'
  | 'repealedOn'
  | 'topics'
  | 'regions'
  | 'level'
  | 'exercise'
  | 'summary'
  | 'sample'
  | 'listedAt'
  | 'status'
>;

/** A record as residents see it in lists; validity is that at `now`. */
export function presentSummary(notice: SummaryRecord, now: Moment): NoticeSummary {
  return {
    id: notice._id,
    docNo: notice.docNo,
    title: notice.title,
    kind: notice.kind,
    issuer: notice.issuers.join('、'),
    writtenOn: notice.writtenOn,
    publishedAt: (notice.publishedAt ?? new Date(0)).toISOString(),
    effectiveFrom: notice.effectiveFrom,
    effectiveTo: notice.effectiveTo,
    startsAt: notice.startsAt,
    endsAt: notice.endsAt,
    repealedOn: notice.repealedOn,
    basis: notice.validityBasis?.kind ?? null,
    validity: validityAt(now, notice),
    topics: notice.topics,
    regions: notice.regions,
    level: notice.level,
    exercise: notice.exercise,
    summary: notice.summary,
    sample: notice.sample,
  };
}

/**
 * A record as residents see it when they open it.
 * @param links its relations, already resolved
 * @param files its files by their ids
 */
export function presentDetail(
  notice: NoticeRecord,
  links: Pick<NoticeDetail, 'repeals' | 'repealedBy' | 'cites' | 'citedBy' | 'changedBy'>,
  files: ReadonlyMap<string, FileInfo>,
  now: Moment,
): NoticeDetail {
  return {
    ...presentSummary(notice, now),
    ...links,
    issuers: notice.issuers,
    addressees: notice.addressees,
    validityBasis: notice.validityBasis,
    revision: notice.revision,
    changeNote: notice.changeNote,
    updatedAt: notice.changedAt.toISOString(),
    keyFacts: notice.keyFacts,
    hotlines: notice.hotlines,
    attachments: notice.attachments.map(({ title, available, file }) => ({
      title,
      available,
      file: (file === undefined ? undefined : files.get(file)) ?? null,
    })),
    sourceUrl: notice.sourceUrl ?? null,
    outline: outlineOf(notice.blocks),
    ...pageOfBlocks(notice.blocks, 0),
    blocksTotal: notice.blocks.length,
  };
}

const MINUTE_MS = 60_000;

/** When a notice is published by itself, and what became of the time set before. */
export function presentSchedule(
  notice: Pick<NoticeRecord, 'schedule' | 'scheduleOutcome'>,
): Pick<StaffNotice, 'schedule' | 'scheduleOutcome'> {
  const { schedule = null, scheduleOutcome: outcome = null } = notice;
  return {
    schedule: schedule && {
      at: schedule.at.toISOString(),
      notify: schedule.notify,
      by: schedule.by,
      setAt: schedule.setAt.toISOString(),
    },
    scheduleOutcome: outcome && {
      at: outcome.at.toISOString(),
      on: outcome.on.toISOString(),
      result: outcome.result,
      minutesLate: Math.max(0, Math.floor((outcome.on.getTime() - outcome.at.getTime()) / MINUTE_MS)),
      code: outcome.code,
      reason: outcome.reason,
    },
  };
}

/**
 * A record as staff see it.
 * @param changes the change requests that wait for it
 * @param problems what keeps a draft from being submitted
 */
export function presentStaff(
  notice: NoticeRecord,
  changes: readonly ChangeRequest[],
  problems: readonly FieldError[],
): StaffNotice {
  return {
    id: notice._id,
    status: notice.status,
    revision: notice.revision,
    hash: hashOfNotice(notice),
    draft: draftOf(notice),
    problems: [...problems],
    confidence: notice.confidence,
    warnings: notice.warnings,
    needsReview: notice.needsReview,
    doubts: doubtsOf(notice).map(({ confirmed, ...doubt }) => ({
      ...doubt,
      confirmed: confirmed && { by: confirmed.by, at: confirmed.at.toISOString() },
    })),
    source: notice.source ?? null,
    authors: notice.authors,
    submittedBy: notice.submittedBy,
    approvedBy: notice.approvedBy,
    returned: notice.returned && { ...notice.returned, at: notice.returned.at.toISOString() },
    changes: changes.map(presentChange),
    ...presentSchedule(notice),
    publishedAt: notice.publishedAt?.toISOString() ?? null,
    updatedAt: notice.changedAt.toISOString(),
    sample: notice.sample,
  };
}

/** A link to another document, with its notice when we have it. */
export function presentLink(docNo: string, notice: SummaryRecord | undefined, on: CivilDate | null): NoticeLink {
  return { docNo, title: notice?.title ?? null, id: notice?._id ?? null, on };
}
