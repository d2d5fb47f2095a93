import { civilDateOf, type CivilDate } from '@shuozhi/shared';
import type { NoticeDetail } from '@shuozhi/shared/api';
import type mongoose from 'mongoose';
import { Notices, type NoticeRecord } from './model';
import { presentLink, SUMMARY_FIELDS, type SummaryRecord } from './present';

/** Links shown in each direction at the most; a long plan cites hundreds. */
const LINKS = 50;

const published = { status: 'published', exercise: { $ne: true } } as const;

/** The day on which what `notice` repeals ends: as stated, else the day it takes effect, else its date. */
function repealDay(
  notice: Pick<NoticeRecord, 'repealsOn' | 'effectiveFrom' | 'writtenOn'>,
  today: CivilDate,
): CivilDate {
  return notice.repealsOn ?? notice.effectiveFrom ?? notice.writtenOn ?? today;
}

type Repealing = Pick<NoticeRecord, 'repeals' | 'validityChanges'>;

/**
 * Numbers whose end takes effect: those that a person wrote, and of those an importer read the ones that a person
 * confirmed. A text stored before the changes were kept has none.
 */
function confirmedRepeals({ repeals, validityChanges = [] }: Repealing): string[] {
  const open = validityChanges.filter(({ effect, scope, confirmed }) => {
    return effect === 'repealed' && scope === 'whole' && confirmed !== true;
  });
  return repeals.filter((docNo) => !open.some((change) => change.docNo === docNo));
}

/**
 * Marks what a newly published notice repeals, and the notice itself when a later one published before it repeals it.
 * Documents come in any order; running it again changes nothing.
 */
export async function applyRepeals(notice: NoticeRecord, now: Date): Promise<void> {
  const today = civilDateOf(now);
  const repeals = confirmedRepeals(notice);
  if (repeals.length > 0) {
    await Notices.updateMany(
      { docNo: { $in: repeals }, _id: { $ne: notice._id }, repealedById: null },
      { $set: { repealedOn: repealDay(notice, today), repealedById: notice._id, changedAt: now } },
    );
  }
  if (notice.docNo === null) return;
  const { docNo } = notice;
  const naming = await Notices.find({ ...published, repeals: docNo, _id: { $ne: notice._id } }).lean<NoticeRecord[]>();
  const later = naming.find((other) => confirmedRepeals(other).includes(docNo));
  if (later) {
    await Notices.updateOne(
      { _id: notice._id, repealedById: null },
      { $set: { repealedOn: repealDay(later, today), repealedById: later._id, changedAt: now } },
    );
  }
}

/** The next notice of an alert's chain ends the one before it. */
export async function closeFollowed(
  by: Pick<NoticeRecord, '_id' | 'follows' | 'publishedAt'>,
  now: Date,
): Promise<void> {
  if (by.follows === null) return;
  await Notices.updateOne(
    { _id: by.follows, repealedById: null },
    { $set: { repealedOn: civilDateOf(by.publishedAt ?? now), repealedById: by._id, changedAt: now } },
  );
}

/**
 * Applies the relations of all published notices again: mends what a crash between publishing and its consequences
 * left out. For a job.
 */
export async function mendRelations(now: Date): Promise<void> {
  const related = Notices.find({ ...published, $or: [{ 'repeals.0': { $exists: true } }, { follows: { $ne: null } }] });
  for await (const notice of related.lean<NoticeRecord[]>().cursor()) {
    await applyRepeals(notice, now);
    await closeFollowed(notice, now);
  }
}

/** Takes back what a withdrawn notice had repealed or replaced. */
export async function undoRepeals(noticeId: string, now: Date): Promise<void> {
  await Notices.updateMany(
    { repealedById: noticeId },
    { $set: { repealedOn: null, repealedById: null, changedAt: now } },
  );
}

/** What a notice's page says of other documents. */
export type NoticeLinks = Pick<NoticeDetail, 'repeals' | 'repealedBy' | 'cites' | 'citedBy' | 'changedBy'>;

/** Changes by later documents that a person confirmed and that leave the document in force. */
async function changesOf(notice: NoticeRecord): Promise<NoticeDetail['changedBy']> {
  if (notice.docNo === null) return [];
  const { docNo } = notice;
  const filter = {
    ...published,
    validityChanges: { $elemMatch: { docNo, confirmed: true } },
    _id: { $ne: notice._id },
  };
  const changing = await Notices.find(filter, `${SUMMARY_FIELDS} validityChanges`)
    .sort({ listedAt: 1 })
    .limit(LINKS)
    .lean<(SummaryRecord & Pick<NoticeRecord, 'validityChanges'>)[]>();
  return changing.flatMap((other) =>
    other.validityChanges
      .filter((change) => change.docNo === docNo && change.confirmed === true)
      .filter(({ effect, scope }) => effect !== 'repealed' || scope === 'part')
      .map(({ effect, parts, on, until, quote }) => {
        const by = presentLink(other.docNo ?? other.title, other, other.writtenOn);
        return { effect, parts, on, until, quote, by };
      }),
  );
}

/** The relations of a notice in both directions; documents that are not public yet keep their number without a link. */
export async function linksOf(notice: NoticeRecord): Promise<NoticeLinks> {
  const named = [...notice.repeals.slice(0, LINKS), ...notice.cites.slice(0, LINKS)];
  const find = (filter: mongoose.QueryFilter<NoticeRecord>) =>
    Notices.find({ ...published, ...filter }, SUMMARY_FIELDS)
      .sort({ listedAt: -1 })
      .limit(LINKS)
      .lean<SummaryRecord[]>();
  const [known, repealing, citing, changedBy] = await Promise.all([
    named.length > 0 ? find({ docNo: { $in: named } }) : [],
    notice.repealedById ? find({ _id: notice.repealedById }) : [],
    notice.docNo ? find({ cites: notice.docNo, _id: { $ne: notice._id } }) : [],
    changesOf(notice),
  ]);
  const byNo = new Map(known.map((other) => [other.docNo, other]));
  const linkTo = (docNo: string) => presentLink(docNo, byNo.get(docNo), byNo.get(docNo)?.repealedOn ?? null);
  const back = (other: SummaryRecord) => presentLink(other.docNo ?? other.title, other, other.writtenOn);
  return {
    repeals: notice.repeals.slice(0, LINKS).map(linkTo),
    cites: notice.cites
      .filter((docNo) => !notice.repeals.includes(docNo))
      .slice(0, LINKS)
      .map(linkTo),
    repealedBy: repealing.map((other) => presentLink(other.docNo ?? other.title, other, notice.repealedOn)),
    citedBy: citing.map(back),
    changedBy,
  };
}
