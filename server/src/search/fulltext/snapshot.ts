import { collectionOf } from '../../database';
import { RevalidatedCache } from '../../runtime';
import { FullTextIndex, type StoredSegment } from './fullTextIndex';
import { NoticeIndex, Segments, type NoticeIndexRecord, type SegmentRecord } from './model';
import { Segment, type IndexedNotice, type TokenizedNotice } from './segment';

/** Clocks and commits of processes differ a little: the last seconds are looked at again. */
const OVERLAP_MS = 5000;
const BATCH = 500;
/** Fields that finding needs, without the texts. */
const FOUND_BY = {
  indexedAt: 1,
  isPublic: 1,
  tokens: 1,
  counts: 1,
  titleTokens: 1,
  size: 1,
  title: 1,
  writtenOn: 1,
  effectiveFrom: 1,
  effectiveTo: 1,
  startsAt: 1,
  endsAt: 1,
  repealedOn: 1,
} as const;

type FoundBy = Pick<NoticeIndexRecord, '_id' | keyof typeof FOUND_BY>;

interface Snapshot {
  index: FullTextIndex;
  /** The newest entry seen, milliseconds since 1970. */
  upTo: number;
}

/** A record of the index as it is entered; `promoteBuffers` gives bytes instead of BSON's own class. */
export function tokenizedNotice(row: FoundBy): TokenizedNotice {
  const { _id: id, size, title, writtenOn, effectiveFrom, effectiveTo, startsAt, endsAt, repealedOn } = row;
  return {
    id,
    version: row.indexedAt.getTime(),
    size,
    title,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    startsAt,
    endsAt,
    repealedOn,
    tokens: new Float64Array(alignedBytes(row.tokens)),
    counts: row.counts,
    titleTokens: row.titleTokens,
    ...(row.isPublic ? {} : { gone: true }),
  };
}

/** The bytes by themselves: numbers cannot begin at an odd place of a larger buffer. */
export const alignedBytes = (bytes: Uint8Array): ArrayBuffer => Uint8Array.prototype.slice.call(bytes).buffer;

async function loadSegment(id: string): Promise<StoredSegment | null> {
  const row = await collectionOf(Segments).findOne({ _id: id }, { promoteBuffers: true });
  if (row === null) return null;
  const { notices, hashes, begins, lists } = row as SegmentRecord;
  const packed = {
    notices: JSON.parse(notices) as IndexedNotice[],
    hashes: new Float64Array(alignedBytes(hashes)),
    begins: new Uint32Array(alignedBytes(begins)),
    lists: new Uint8Array(alignedBytes(lists)),
  };
  return { id, segment: new Segment(packed) };
}

/** The stored segments, those at hand taken over; the last index where nothing changed. */
async function followSegments(last: FullTextIndex | undefined): Promise<{ index: FullTextIndex; upTo: number }> {
  const rows = await collectionOf(Segments)
    .find({}, { projection: { upTo: 1 } })
    .sort({ upTo: 1, _id: 1 })
    .toArray();
  const upTo = rows.at(-1)?.upTo.getTime() ?? 0;
  const known = new Map(last?.segments.map((one) => [one.id, one]));
  const same = last?.segments.length === rows.length && rows.every(({ _id }) => known.has(_id));
  if (last !== undefined && same && !last.needsCompaction) return { index: last, upTo };
  const segments: StoredSegment[] = [];
  for (const { _id } of rows) {
    const one = known.get(_id) ?? (await loadSegment(_id));
    // One that was merged away between the two reads: its notices stand in the merged one, which the next look finds.
    if (one === null) return followSegments(last);
    segments.push(one);
  }
  return { index: new FullTextIndex(segments), upTo };
}

/** Brings the last snapshot up to date, or makes a new one from the segments and what was indexed since. */
async function refresh(last: Snapshot | undefined): Promise<Snapshot> {
  const followed = await followSegments(last?.index);
  const { index } = followed;
  let upTo = index === last?.index ? last.upTo : followed.upTo;
  const rows = collectionOf(NoticeIndex).find(
    { indexedAt: { $gte: new Date(upTo - OVERLAP_MS) } },
    { projection: FOUND_BY, batchSize: BATCH, promoteBuffers: true, sort: { indexedAt: 1 } },
  );
  for await (const row of rows) {
    const version = row.indexedAt.getTime();
    upTo = Math.max(upTo, version);
    if (!row.isPublic) index.remove(row._id);
    else if (index.versionOf(row._id) !== version) index.put(tokenizedNotice(row));
  }
  return { index, upTo };
}

/** Another process's change shows after at most two seconds: one that was just indexed, after the next look. */
const cache = new RevalidatedCache<Snapshot>({ maxAgeMs: 1500, staleWhileRevalidateMs: 500, load: refresh });

/**
 * The index as this process holds it: segments that all processes share, and what was indexed since. The first call loads
 * it; later ones answer at once and look for changes beside.
 */
export async function indexSnapshot(): Promise<FullTextIndex> {
  return (await cache.get()).index;
}

/** Makes the next search wait for what was just indexed by this process. */
export function invalidateSnapshot(): void {
  cache.invalidate();
}
