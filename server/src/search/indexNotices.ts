import type mongoose from 'mongoose';
import type { Lexicon } from '@shuozhi/shared';
import { currentCatalogue } from '../items';
import { noticesChangedSince } from '../notices';
import { currentVocabulary } from '../words';
import { invalidateSnapshot } from './indexSnapshot';
import { IndexState, NoticeIndex, type IndexStateRecord, type NoticeIndexRecord } from './model';
import { sentencesOf } from './sentences';
import type { SearchableNotice } from './source';
import { tokensOfNotice } from './tokens';

const BATCH = 50;
/** Processes' clocks and commits differ a little: the last seconds are looked at again. */
const OVERLAP_MS = 5000;

/** What the index keeps of a notice. */
export function indexRecordOf(
  notice: SearchableNotice,
  lexicon: Lexicon,
  wordsRevision: number,
  now: Date,
): NoticeIndexRecord {
  const sentences = sentencesOf(notice.blocks);
  const body = [notice.summary ?? '', ...notice.hotlines, ...sentences.map((one) => one.text)].join('\n');
  const { title, docNo, writtenOn, effectiveFrom, effectiveTo, repealedOn } = notice;
  return {
    _id: notice._id,
    changedAt: notice.changedAt,
    indexedAt: now,
    wordsRevision,
    title,
    ...tokensOfNotice({ title, docNo, body }, lexicon),
    size: body.length,
    ...{ writtenOn, effectiveFrom, effectiveTo, repealedOn },
    rank: writtenOn === null ? (notice.listedAt?.getTime() ?? 0) : Date.parse(writtenOn),
    sentences,
  };
}

/** What stands for a notice that is no longer public, so that every process hears of it. */
const withdrawn = (notice: SearchableNotice, now: Date) => ({
  $set: { tokens: [], counts: [], sentences: [], changedAt: notice.changedAt, indexedAt: now },
});

async function indexBatch(notices: readonly SearchableNotice[], lexicon: Lexicon, wordsRevision: number) {
  const ids = notices.map((notice) => notice._id);
  const existing = await NoticeIndex.find({ _id: { $in: ids } }, 'changedAt wordsRevision').lean<NoticeIndexRecord[]>();
  const indexed = new Map(existing.map((one) => [one._id, one]));
  const now = new Date();
  const writes = notices.flatMap((notice): mongoose.AnyBulkWriteOperation<NoticeIndexRecord>[] => {
    const known = indexed.get(notice._id);
    const same = known?.changedAt.getTime() === notice.changedAt.getTime();
    const filter = { _id: notice._id };
    if (notice.status !== 'published') {
      return known === undefined || same ? [] : [{ updateOne: { filter, update: withdrawn(notice, now) } }];
    }
    if (same && known?.wordsRevision === wordsRevision) return [];
    const replacement = indexRecordOf(notice, lexicon, wordsRevision, now);
    return [{ replaceOne: { filter, replacement, upsert: true } }];
  });
  if (writes.length > 0) await NoticeIndex.bulkWrite(writes, { ordered: false });
  return writes.length;
}

/**
 * Brings the index up to date with the notices; after an edit of the vocabulary all are taken again. Safe to run in
 * several processes at once and to be killed in between.
 * @returns how many entries were written or removed
 */
export async function refreshSearchIndex(): Promise<number> {
  const [{ revision }, { search }, state] = await Promise.all([
    currentVocabulary(),
    currentCatalogue(),
    IndexState.findById('notices').lean<IndexStateRecord>(),
  ]);
  let after =
    state?.wordsRevision === revision ? { at: new Date(state.at.getTime() - OVERLAP_MS), id: state.id } : null;
  let written = 0;
  for (;;) {
    const notices = await noticesChangedSince(after, BATCH);
    const last = notices.at(-1);
    if (last === undefined) return written;
    const changed = await indexBatch(notices, search.lexicon, revision);
    if (changed > 0) invalidateSnapshot();
    written += changed;
    after = { at: last.changedAt, id: last._id };
    await IndexState.updateOne({ _id: 'notices' }, { $set: { ...after, wordsRevision: revision } }, { upsert: true });
    if (notices.length < BATCH) return written;
  }
}
