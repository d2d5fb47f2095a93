import { NoticeIndex, type NoticeIndexRecord } from './model';
import { prepare, type Prepared } from './prepare';

/** Characters of prepared bodies a process keeps; about 20 MB with their sentences. */
const CAPACITY = 4_000_000;

interface Kept {
  changedAt: number;
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
export async function bodiesOf(notices: readonly { _id: string; changedAt: Date }[]): Promise<Map<string, Prepared>> {
  const bodies = new Map<string, Prepared>();
  const missing: string[] = [];
  for (const { _id, changedAt } of notices) {
    const one = kept.get(_id);
    if (one?.changedAt === changedAt.getTime()) {
      kept.delete(_id);
      kept.set(_id, one);
      bodies.set(_id, one.body);
    } else missing.push(_id);
  }
  if (missing.length === 0) return bodies;
  const rows = await NoticeIndex.find({ _id: { $in: missing } }, 'sentences changedAt').lean<NoticeIndexRecord[]>();
  for (const row of rows) {
    const body = prepare(row.sentences);
    keep(row._id, { changedAt: row.changedAt.getTime(), body });
    bodies.set(row._id, body);
  }
  return bodies;
}
