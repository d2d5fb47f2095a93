import type { StaffAccount } from '@shuozhi/shared/api';
import { AppError, type FieldError } from '../errors';
import { hashOfNotice } from './content';
import type { NoticeRecord } from './model';
import { updateNotice, type NoticeUpdate } from './store';
import { changedSinceHash } from './texts';
import { assertWriter } from './transitions';

/** One field that a person must hold against the source before the text can be submitted. */
export interface Doubt {
  /** As the importer names it: `docNo`, `title`, `issuers`, `writtenOn`, `effective`, `repeals`, `body` …; `document`: the whole. */
  field: string;
  /** Why, for people. */
  reason: string | null;
  /** Who held it against the source, and when. */
  confirmed: { by: string; at: Date } | null;
}

type Doubtful = Pick<NoticeRecord, 'needsReview'> & { doubts?: Doubt[] };

const WHOLE: Doubt = { field: 'document', reason: '请把全文与原件核对', confirmed: null };

/** The doubts that stand on a notice; one of the whole text when nothing more is known. */
export function doubtsOf({ needsReview, doubts = [] }: Doubtful): Doubt[] {
  const asks = needsReview && doubts.every(({ confirmed }) => confirmed !== null);
  return asks ? [...doubts.filter(({ field }) => field !== WHOLE.field), WHOLE] : doubts;
}

/** What nobody has confirmed yet. */
const leftOf = (notice: Doubtful): Doubt[] =>
  notice.needsReview ? doubtsOf(notice).filter(({ confirmed }) => confirmed === null) : [];

const confirm = (doubts: readonly Doubt[], fields: readonly string[], by: string, at: Date): Doubt[] =>
  doubts.map((doubt) =>
    doubt.confirmed === null && fields.includes(doubt.field) ? { ...doubt, confirmed: { by, at } } : doubt,
  );

/**
 * The doubts of a text that is submitted: a person confirms with it whatever is left, or nothing may be left.
 * @throws AppError `review_required` naming what is left
 */
export function settledDoubts(notice: NoticeRecord, confirmsRest: boolean, by: string, at: Date): Doubt[] {
  const left = leftOf(notice);
  if (left.length > 0 && !confirmsRest) {
    const errors = left.map(({ field, reason }): FieldError => ({ path: field, message: reason ?? '请与原件核对' }));
    throw new AppError('review_required', { errors });
  }
  return confirm(
    doubtsOf(notice),
    left.map(({ field }) => field),
    by,
    at,
  );
}

/** The update by which a text that is returned asks for some fields again; what was confirmed else stays confirmed. */
export function askedAgain(notice: NoticeRecord, fields: readonly string[], reason: string): NoticeUpdate['$set'] {
  if (fields.length === 0) return {};
  const others = doubtsOf(notice).filter(({ field }) => !fields.includes(field));
  const again = [...new Set(fields)].map((field): Doubt => ({ field, reason, confirmed: null }));
  return { doubts: [...others, ...again], needsReview: true };
}

/**
 * Notes that a person held fields of this text against the source. Confirming again changes nothing.
 * @throws AppError `forbidden`, `transition_not_allowed` once it was handed in, `conflict` naming what changed,
 * `invalid_input` for a field that nobody doubts
 */
export async function confirmDoubts(
  id: string,
  { hash, fields }: { hash: string; fields: readonly string[] },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  return updateNotice(
    id,
    async (notice) => {
      assertWriter(actor, notice);
      if (notice.status !== 'draft') throw new AppError('transition_not_allowed');
      if (hashOfNotice(notice) !== hash) {
        throw new AppError('conflict', { errors: await changedSinceHash(notice, hash) });
      }
      const doubts = doubtsOf(notice);
      const unknown = fields.flatMap((field, n) =>
        doubts.some((doubt) => doubt.field === field) ? [] : [{ path: `fields.${n}`, message: '这一项没有存疑' }],
      );
      if (unknown.length > 0) throw new AppError('invalid_input', { errors: unknown });
      const after = confirm(doubts, fields, actor.id, now);
      return { $set: { doubts: after, needsReview: after.some(({ confirmed }) => confirmed === null) } };
    },
    now,
  );
}
