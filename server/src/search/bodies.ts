import { LRUCache } from 'lru-cache';
import { NoticeIndex, type NoticeIndexRecord } from './model';
import { prepare, type Prepared } from './prepare';

/** Characters of prepared bodies a process keeps; about 20 MB with their sentences. */
const CAPACITY = 4_000_000;

/** Bodies read lately. A body is used only while its notice has not changed. */
const cached = new LRUCache<string, { version: number; body: Prepared }>({
  maxSize: CAPACITY,
  sizeCalculation: ({ body }) => body.text.length + 1,
});

/** The bodies of indexed notices, ready for matching; read from the database only when not at hand. */
export async function bodiesOf(notices: readonly { id: string; version: number }[]): Promise<Map<string, Prepared>> {
  const bodies = new Map<string, Prepared>();
  const missing: string[] = [];
  for (const { id, version } of notices) {
    const one = cached.get(id);
    if (one?.version === version) bodies.set(id, one.body);
    else missing.push(id);
  }
  if (missing.length === 0) return bodies;
  const rows = await NoticeIndex.find({ _id: { $in: missing } }, 'title sentences indexedAt').lean<
    NoticeIndexRecord[]
  >();
  for (const row of rows) {
    const body = prepare(row.title, row.sentences);
    cached.set(row._id, { version: row.indexedAt.getTime(), body });
    bodies.set(row._id, body);
  }
  return bodies;
}
