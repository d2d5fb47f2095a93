import type { NoticeDraft } from '@shuozhi/shared/api';
import type { NoticeRecord } from './model';

/** The content of a record in the shape editors send. */
export function draftOf(notice: NoticeRecord): NoticeDraft {
  const {
    docNo,
    title,
    shortTitle,
    kind,
    issuers,
    addressees,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    startsAt,
    endsAt,
    validityBasis,
    topics,
    regions,
    level,
  } = notice;
  const {
    summary,
    keyFacts,
    blocks,
    hotlines,
    repeals,
    repealsOn,
    cites,
    attachments,
    sourceUrl,
    follows,
    publicRelease,
  } = notice;
  return {
    docNo,
    title,
    shortTitle,
    kind,
    issuers,
    addressees,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    startsAt,
    endsAt,
    validityBasis,
    topics,
    regions,
    level,
    summary,
    keyFacts,
    blocks,
    hotlines,
    repeals,
    repealsOn,
    cites,
    attachments,
    sourceUrl,
    follows,
    publicRelease,
  };
}
