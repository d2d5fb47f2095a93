import { civilDateOf, normalizeText } from '@shuozhi/shared';
import { collectionOf } from '../../database';
import { LEAST_ASKED, SearchCounts } from './model';

/** Counts of a process are written together after this pause, in milliseconds. */
const PAUSE_MS = 5000;
/** Different words a process counts between two writings; what is beyond is not counted. */
const MOST = 2000;
const LONGEST = 40;
/** Words with so many digits in a row may be a number of a person: never kept. */
const PERSONAL = /\d{6}|@/;
const KEPT_DAYS = 90;
/** Words of few may be somebody's name: kept only as long as further askings of the same week may still add to them. */
const RARE_KEPT_DAYS = 7;

interface Pending {
  day: string;
  words: string;
  asked: number;
  unanswered: number;
}

const pending = new Map<string, Pending>();
let timer: NodeJS.Timeout | undefined;

/** The words as they are counted; null for what might tell of a person. */
function countedWords(query: string): string | null {
  const words = normalizeText(query);
  return words === '' || words.length > LONGEST || PERSONAL.test(query) ? null : words;
}

/** Counts a search; nothing of who asked is known here. Written soon after, together with others. */
export function countSearch(query: string, isAnswered: boolean, now: Date): void {
  const words = countedWords(query);
  if (words === null) return;
  const day = civilDateOf(now);
  const id = `${day} ${words}`;
  const known = pending.get(id);
  if (known === undefined && pending.size >= MOST) return;
  const one = known ?? { day, words, asked: 0, unanswered: 0 };
  pending.set(id, { ...one, asked: one.asked + 1, unanswered: one.unanswered + (isAnswered ? 0 : 1) });
  // Figures may be lost with a process; a search never waits for them.
  timer ??= setTimeout(() => void flushSearchCounts().catch(() => undefined), PAUSE_MS).unref();
}

/** Writes what this process has counted. */
export async function flushSearchCounts(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const writes = [...pending].map(([_id, { day, words, asked, unanswered }]) => ({
    updateOne: {
      filter: { _id },
      update: { $set: { day, words }, $inc: { asked, unanswered, opened: 0 } },
      upsert: true,
    },
  }));
  pending.clear();
  if (writes.length > 0) await collectionOf(SearchCounts).bulkWrite(writes, { ordered: false });
}

/** Counts that a result of a search was opened; only for words that were searched that day. */
export async function countOpened(query: string, now: Date): Promise<void> {
  const words = countedWords(query);
  if (words === null) return;
  await SearchCounts.updateOne({ _id: `${civilDateOf(now)} ${words}` }, { $inc: { opened: 1 } });
}

/** Forgets old counts, and those of words that few asked already after a week. */
export async function removeOldSearchCounts(now: Date): Promise<number> {
  const daysBefore = (days: number) => civilDateOf(new Date(now.getTime() - days * 86_400_000));
  const { deletedCount } = await SearchCounts.deleteMany({
    $or: [
      { day: { $lt: daysBefore(KEPT_DAYS) } },
      { day: { $lt: daysBefore(RARE_KEPT_DAYS) }, asked: { $lt: LEAST_ASKED } },
    ],
  });
  return deletedCount;
}
