import { NoticeIndex, type NoticeIndexRecord } from './model';
import { Postings } from './postings';

/** Another process's change shows after at most this time. */
const REVALIDATE_MS = 2000;
/** Clocks and commits of processes differ a little: the last seconds are looked at again. */
const OVERLAP_MS = 5000;
const BATCH = 1000;
const FIELDS = 'indexedAt tokens counts titleTokens size writtenOn effectiveFrom effectiveTo repealedOn';

interface CachedSnapshot {
  postings: Postings;
  /** The newest entry seen. */
  upTo: number;
  checkedAt: number;
}

let cached: CachedSnapshot | undefined;
let refreshing: Promise<CachedSnapshot> | undefined;
/** Moves when this process indexed something: a look-out begun before may have missed it. */
let expected = 0;

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

async function refresh(): Promise<CachedSnapshot> {
  const since = expected;
  const from = cached === undefined || cached.postings.needsCompaction ? undefined : cached;
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
  return { postings, upTo, checkedAt: since === expected ? Date.now() : 0 };
}

/**
 * The index of notices as this process holds it: a cache of the collection `noticeindex` that follows what was indexed
 * since. The first call loads it; later ones answer at once and look for changes beside.
 */
export async function indexSnapshot(): Promise<Postings> {
  const stale = cached === undefined || Date.now() - cached.checkedAt >= REVALIDATE_MS;
  if (stale) {
    refreshing ??= refresh()
      .then((fresh) => (cached = fresh))
      .finally(() => {
        refreshing = undefined;
      });
    const known = cached?.checkedAt ?? 0;
    if (known === 0) return (await refreshing).postings;
    // A reader does not wait for the look-out; its failure shows with the next direct reading of the database.
    refreshing.catch(() => undefined);
  }
  return (cached as CachedSnapshot).postings;
}

/** Makes the next search wait for what was just indexed by this process. */
export function invalidateSnapshot(): void {
  expected += 1;
  if (cached) cached.checkedAt = 0;
}
