import { randomUUID } from 'node:crypto';
import { collectionOf } from '../../database';
import type { FullTextIndex, StoredSegment } from './fullTextIndex';
import { NoticeIndex, Segments } from './model';
import { mergeSegments, packSegment, type PackedSegment, type TokenizedNotice } from './segment';
import { indexSnapshot, invalidateSnapshot, tokenizedNotice } from './snapshot';

/** So many notices outside of segments are worth a segment: until then a restart reads them one by one. */
const WORTH = 1000;
/** Tokens of one segment: its lists stay far below the 16 MB of a document. */
const MOST_TOKENS = 4_000_000;
/** A segment that is smaller is merged with its neighbours. */
const SMALL_BYTES = 2_000_000;
const MERGED_BYTES = 8_000_000;
/** Below this share of living notices a segment is written anew. */
const ALIVE_SHARE = 0.75;
/** What was indexed in these last seconds may still be followed by an earlier commit of another process. */
const SETTLED_MS = 5000;

const bufferOf = (numbers: Float64Array | Uint32Array | Uint8Array) =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);

async function store(packed: PackedSegment, upTo: number): Promise<void> {
  await collectionOf(Segments).insertOne({
    _id: randomUUID(),
    upTo: new Date(upTo),
    notices: JSON.stringify(packed.notices),
    hashes: bufferOf(packed.hashes),
    begins: bufferOf(packed.begins),
    lists: bufferOf(packed.lists),
  });
}

/** Packs what was indexed after the last segment into new ones. @returns whether there was enough */
async function packNewest(before: number): Promise<boolean> {
  const [last] = await collectionOf(Segments)
    .find({}, { projection: { upTo: 1 } })
    .sort({ upTo: -1 })
    .limit(1)
    .toArray();
  const newer = { indexedAt: { $gt: last?.upTo ?? new Date(0), $lte: new Date(before) } };
  if ((await collectionOf(NoticeIndex).countDocuments(newer, { limit: WORTH })) < WORTH) return false;
  const batch: TokenizedNotice[] = [];
  let tokens = 0;
  const rows = collectionOf(NoticeIndex).find(newer, {
    sort: { indexedAt: 1 },
    batchSize: WORTH,
    promoteBuffers: true,
    projection: { plain: 0, text: 0, places: 0, anchors: 0, headings: 0 },
  });
  for await (const row of rows) {
    const notice = tokenizedNotice(row);
    // Notices of one moment stay together: the next segment begins after it.
    if (tokens > MOST_TOKENS && notice.version !== batch.at(-1)?.version) {
      await store(await packSegment(batch), batch.at(-1)?.version ?? 0);
      batch.length = 0;
      tokens = 0;
    }
    batch.push(notice);
    tokens += notice.tokens.length;
  }
  if (batch.length > 0) await store(await packSegment(batch), batch.at(-1)?.version ?? 0);
  return true;
}

/** Neighbours that are small, or hold much that is dead; together no more than one segment may be. */
function worthMerging(index: FullTextIndex): StoredSegment[] {
  const run: StoredSegment[] = [];
  let bytes = 0;
  for (const one of index.segments) {
    const { segment } = one;
    if (index.aliveIn(segment) < segment.notices.length * ALIVE_SHARE) return [one];
    if (segment.bytes > SMALL_BYTES || bytes + segment.bytes > MERGED_BYTES) {
      if (run.length > 1) return run;
      run.length = 0;
      bytes = 0;
    }
    if (segment.bytes > SMALL_BYTES) continue;
    run.push(one);
    bytes += segment.bytes;
  }
  return run.length > 3 ? run : [];
}

async function mergeOnce(): Promise<boolean> {
  const index = await indexSnapshot();
  const chosen = worthMerging(index);
  if (chosen.length === 0) return false;
  const rows = await collectionOf(Segments)
    .find({ _id: { $in: chosen.map(({ id }) => id) } }, { projection: { upTo: 1 } })
    .toArray();
  if (rows.length < chosen.length) return false;
  const packed = await mergeSegments(
    chosen.map(({ segment }) => ({
      segment,
      keep: (number) => {
        const notice = segment.notices[number];
        return notice?.gone === true || (notice !== undefined && index.versionOf(notice.id) === notice.version);
      },
    })),
  );
  // The merged one first: a reader between the two sees its notices twice, and shows the later state once.
  if (packed.notices.length > 0) await store(packed, Math.max(...rows.map(({ upTo }) => upTo.getTime())));
  await collectionOf(Segments).deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
  return true;
}

/**
 * Packs what was indexed lately into segments and merges small or worn ones. One process at a time: a job. Killed in
 * between it leaves at worst notices in two segments, of which the later counts.
 */
export async function compactIndex(now: Date): Promise<void> {
  if (await packNewest(now.getTime() - SETTLED_MS)) invalidateSnapshot();
  while (await mergeOnce()) invalidateSnapshot();
}
