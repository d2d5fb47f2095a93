import { RevalidatedCache } from '../runtime';
import { NoticeIndex, type NoticeIndexRecord } from './model';
import { Postings } from './postings';

/** Clocks and commits of processes differ a little: the last seconds are looked at again. */
const OVERLAP_MS = 5000;
const BATCH = 1000;
const FIELDS = 'indexedAt tokens counts titleTokens size writtenOn effectiveFrom effectiveTo repealedOn';

interface Snapshot {
  postings: Postings;
  /** The newest entry seen, milliseconds since 1970. */
  upTo: number;
}

/** Days repeat: one string for each. */
function interner() {
  const known = new Map<string, string>();
  return (day: string | null): string | null => {
    if (day === null) return null;
    const same = known.get(day);
    if (same === undefined) known.set(day, day);
    return same ?? day;
  };
}
const day = interner();

/** Brings the last snapshot up to date, or makes a new one. */
async function refresh(last: Snapshot | undefined): Promise<Snapshot> {
  const from = last?.postings.needsCompaction ? undefined : last;
  const postings = from?.postings ?? new Postings();
  let upTo = from?.upTo ?? 0;
  const filter = from === undefined ? {} : { indexedAt: { $gte: new Date(upTo - OVERLAP_MS) } };
  const rows = NoticeIndex.find(filter, FIELDS).lean<NoticeIndexRecord[]>().cursor({ batchSize: BATCH });
  for await (const row of rows) {
    upTo = Math.max(upTo, row.indexedAt.getTime());
    if (row.tokens.length === 0) {
      postings.remove(row._id);
      continue;
    }
    const version = row.indexedAt.getTime();
    if (postings.versionOf(row._id) === version) continue;
    postings.put(
      {
        ...{ id: row._id, version, size: row.size },
        ...{ writtenOn: day(row.writtenOn), effectiveFrom: day(row.effectiveFrom) },
        ...{ effectiveTo: day(row.effectiveTo), repealedOn: day(row.repealedOn) },
      },
      row.tokens,
      row.counts,
      row.titleTokens,
    );
  }
  return { postings, upTo };
}

/** Looked at every two seconds; a reader waits for that only when ten have passed. */
const cache = new RevalidatedCache<Snapshot>({ maxAgeMs: 2000, staleWhileRevalidateMs: 8000, load: refresh });

/**
 * The index of notices as this process holds it: a cache of the collection `noticeindex` that follows what was indexed
 * since. The first call loads it; later ones answer at once and look for changes beside.
 */
export async function indexSnapshot(): Promise<Postings> {
  return (await cache.get()).postings;
}

/** Makes the next search wait for what was just indexed by this process. */
export function invalidateSnapshot(): void {
  cache.invalidate();
}
