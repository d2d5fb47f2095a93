import { normalizeText } from '@shuozhi/shared';
import type mongoose from 'mongoose';
import { setImmediate } from 'node:timers/promises';
import { collectionOf } from '../../database';
import { noticesChangedSince } from '../../notices';
import { DICTIONARY } from '../../words';
import { compactIndex } from './compact';
import { IndexState, NoticeIndex, type NoticeIndexRecord } from './model';
import { hashesOf } from './segment';
import { packSentences, sentencesOf } from './sentences';
import { invalidateSnapshot } from './snapshot';
import type { SearchableNotice } from './source';
import { bareDocNo, docNoToken, tokenCounts } from './tokenize';

const BATCH = 50;
/** Processes' clocks and commits differ a little: the last seconds are looked at again. */
const OVERLAP_MS = 5000;
const MOST_COUNT = 127;

function tokensOf({ title, docNo }: SearchableNotice, body: string) {
  const number = docNo === null ? null : docNoToken(docNo);
  const numbers = number === null ? [] : [number.token, bareDocNo(number.token)];
  const counts = tokenCounts(body);
  const inTitle = new Set([...numbers, ...tokenCounts(normalizeText(title)).keys()]);
  const tokens = [...inTitle, ...[...counts.keys()].filter((token) => !inTitle.has(token))];
  return {
    tokens: Buffer.from(hashesOf(tokens).buffer),
    counts: Buffer.from(tokens.map((token) => Math.min(MOST_COUNT, counts.get(token) ?? 1))),
    titleTokens: inTitle.size,
  };
}

/** What the index keeps of a notice. */
function indexRecordOf(notice: SearchableNotice, now: Date): NoticeIndexRecord {
  const sentences = packSentences(sentencesOf(notice.blocks, notice.attachments));
  const { plain, headings } = sentences;
  const body = [normalizeText([notice.summary ?? '', ...notice.hotlines].join(' ')), plain, ...headings].join('\n');
  const { title, writtenOn, effectiveFrom, effectiveTo, startsAt, endsAt, repealedOn } = notice;
  return {
    _id: notice._id,
    changedAt: notice.changedAt,
    indexedAt: now,
    dictionary: DICTIONARY,
    title,
    isPublic: true,
    ...tokensOf(notice, body),
    size: plain.length,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    startsAt,
    endsAt,
    repealedOn,
    rank: writtenOn === null ? (notice.listedAt?.getTime() ?? 0) : Date.parse(writtenOn),
    ...sentences,
  };
}

/** What stands for a notice that is no longer public, so that every process hears of it. */
const withdrawn = (notice: SearchableNotice, now: Date) => ({
  $set: { isPublic: false, tokens: Buffer.alloc(0), plain: '', text: '', changedAt: notice.changedAt, indexedAt: now },
});

async function indexBatch(notices: readonly SearchableNotice[]): Promise<number> {
  const ids = notices.map((notice) => notice._id);
  const existing = await collectionOf(NoticeIndex)
    .find({ _id: { $in: ids } }, { projection: { changedAt: 1, dictionary: 1 } })
    .toArray();
  const indexed = new Map(existing.map((one) => [one._id, one]));
  const now = new Date();
  const writeOf = (notice: SearchableNotice): mongoose.mongo.AnyBulkWriteOperation<NoticeIndexRecord> | null => {
    const known = indexed.get(notice._id);
    const same = known?.changedAt.getTime() === notice.changedAt.getTime();
    const filter = { _id: notice._id };
    // An exercise (演练) is no alert to whoever searches.
    if (notice.status !== 'published' || notice.exercise) {
      return known === undefined || same ? null : { updateOne: { filter, update: withdrawn(notice, now) } };
    }
    if (same && known?.dictionary === DICTIONARY) return null;
    return { replaceOne: { filter, replacement: indexRecordOf(notice, now), upsert: true } };
  };
  const writes: mongoose.mongo.AnyBulkWriteOperation<NoticeIndexRecord>[] = [];
  for (const notice of notices) {
    const write = writeOf(notice);
    if (write === null) continue;
    writes.push(write);
    // Cutting a long text takes milliseconds: others take their turn between two.
    await setImmediate();
  }
  if (writes.length > 0) await collectionOf(NoticeIndex).bulkWrite(writes, { ordered: false });
  return writes.length;
}

/**
 * Brings the index up to date with the notices; after a release with other words all are taken again. Safe to run in several processes at once and to be killed in between.
 * @returns how many entries were written or removed
 */
export async function refreshSearchIndex(): Promise<number> {
  const state = await collectionOf(IndexState).findOne({ _id: 'notices' });
  let after = state?.dictionary === DICTIONARY ? { at: new Date(state.at.getTime() - OVERLAP_MS), id: state.id } : null;
  let written = 0;
  for (;;) {
    const notices = await noticesChangedSince(after, BATCH);
    const last = notices.at(-1);
    if (last === undefined) break;
    const changed = await indexBatch(notices);
    if (changed > 0) invalidateSnapshot();
    written += changed;
    after = { at: last.changedAt, id: last._id };
    await IndexState.updateOne({ _id: 'notices' }, { $set: { ...after, dictionary: DICTIONARY } }, { upsert: true });
    if (notices.length < BATCH) break;
  }
  return written;
}

/** The job: what `refreshSearchIndex` does, and the segments that all processes share. */
export async function maintainSearchIndex(now: Date): Promise<void> {
  await refreshSearchIndex();
  await compactIndex(now);
}
