import { NoticeIndex, type NoticeIndexRecord } from './model';
import { prepare, type Prepared } from './prepare';

/** Characters of prepared bodies a process keeps; about 20 MB with their sentences. */
const CAPACITY = 4_000_000;

interface Kept {
  version: number;
  body: Prepared;
}

/** Bodies read lately, least recently used first. A body is used only while its notice has not changed. */
const kept = new Map<string, Kept>();
let characters = 0;

function keep(id: string, one: Kept): void {
  drop(id);
  kept.set(id, one);
  characters += one.body.text.length;
  for (const oldest of kept.keys()) {
    if (characters <= CAPACITY || oldest === id) break;
    drop(oldest);
  }
}

function drop(id: string): void {
  const one = kept.get(id);
  if (one === undefined) return;
  kept.delete(id);
  characters -= one.body.text.length;
}

/** The bodies of indexed notices, ready for matching; read from the database only when not at hand. */
export async function bodiesOf(notices: readonly { id: string; version: number }[]): Promise<Map<string, Prepared>> {
  const bodies = new Map<string, Prepared>();
  const missing: string[] = [];
  for (const { id, version } of notices) {
    const one = kept.get(id);
    if (one?.version === version) {
      kept.delete(id);
      kept.set(id, one);
      bodies.set(id, one.body);
    } else missing.push(id);
  }
  if (missing.length === 0) return bodies;
  const rows = await NoticeIndex.find({ _id: { $in: missing } }, 'title sentences indexedAt').lean<
    NoticeIndexRecord[]
  >();
  for (const row of rows) {
    const body = prepare(row.title, row.sentences);
    keep(row._id, { version: row.indexedAt.getTime(), body });
    bodies.set(row._id, body);
  }
  return bodies;
}
