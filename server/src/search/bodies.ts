import { NoticeIndex, type NoticeIndexRecord } from './model';
import { prepare, type Prepared } from './prepare';

/** Characters of prepared bodies a process keeps; about 20 MB with their sentences. */
const CAPACITY = 4_000_000;

interface CachedBody {
  version: number;
  body: Prepared;
}

/** Bodies read lately, least recently used first. A body is used only while its notice has not changed. */
const cached = new Map<string, CachedBody>();
let characters = 0;

function store(id: string, one: CachedBody): void {
  drop(id);
  cached.set(id, one);
  characters += one.body.text.length;
  for (const oldest of cached.keys()) {
    if (characters <= CAPACITY || oldest === id) break;
    drop(oldest);
  }
}

function drop(id: string): void {
  const one = cached.get(id);
  if (one === undefined) return;
  cached.delete(id);
  characters -= one.body.text.length;
}

/** The bodies of indexed notices, ready for matching; read from the database only when not at hand. */
export async function bodiesOf(notices: readonly { id: string; version: number }[]): Promise<Map<string, Prepared>> {
  const bodies = new Map<string, Prepared>();
  const missing: string[] = [];
  for (const { id, version } of notices) {
    const one = cached.get(id);
    if (one?.version === version) {
      cached.delete(id);
      cached.set(id, one);
      bodies.set(id, one.body);
    } else missing.push(id);
  }
  if (missing.length === 0) return bodies;
  const rows = await NoticeIndex.find({ _id: { $in: missing } }, 'title sentences indexedAt').lean<
    NoticeIndexRecord[]
  >();
  for (const row of rows) {
    const body = prepare(row.title, row.sentences);
    store(row._id, { version: row.indexedAt.getTime(), body });
    bodies.set(row._id, body);
  }
  return bodies;
}
