/** What ranking needs to know of a notice besides its words. */
export interface PostedNotice {
  id: string;
  /** State that was indexed; moves with every change. */
  version: number;
  size: number;
  writtenOn: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  repealedOn: string | null;
}

/** One word's notices, packed: number of the notice, how often it stands there (1–127), whether in the title. */
interface PostingList {
  packed: Uint32Array;
  length: number;
}

const MOST_COUNT = 127;
/** Rebuilt when a quarter of the entries belongs to notices that changed or went. */
const DEAD_SHARE = 0.25;
const DEAD_LEAST = 500;

/**
 * An inverted index in memory: which notices hold a word. Pure data, no I/O; about 5 bytes an entry.
 * A changed notice is entered anew and its old number is left dead.
 */
export class Postings {
  private readonly lists = new Map<string, PostingList>();
  private readonly numbers = new Map<string, number>();
  private readonly notices: (PostedNotice | null)[] = [];
  private dead = 0;

  /** Notices that can be found. */
  get size(): number {
    return this.numbers.size;
  }

  /** One more than the highest number in use. */
  get span(): number {
    return this.notices.length;
  }

  /** Whether so much is dead that building anew pays. */
  get needsCompaction(): boolean {
    return this.dead > DEAD_LEAST && this.dead > this.notices.length * DEAD_SHARE;
  }

  /** The state of a notice as it was last entered. */
  versionOf(id: string): number | undefined {
    const number = this.numbers.get(id);
    return number === undefined ? undefined : this.notices[number]?.version;
  }

  /** The notice of a number; null when it changed or went. */
  at(number: number): PostedNotice | null {
    return this.notices[number] ?? null;
  }

  /** Enters a notice with its words; the first `titleTokens` are those of the title. Replaces an earlier state. */
  put(notice: PostedNotice, tokens: readonly string[], counts: readonly number[], titleTokens: number): void {
    this.remove(notice.id);
    const number = this.notices.push(notice) - 1;
    this.numbers.set(notice.id, number);
    tokens.forEach((token, i) => {
      const count = Math.min(MOST_COUNT, counts[i] ?? 1);
      this.append(token, number * 256 + count * 2 + (i < titleTokens ? 1 : 0));
    });
  }

  /** Takes a notice out; nothing happens when it is not there. */
  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    this.numbers.delete(id);
    this.notices[number] = null;
    this.dead += 1;
  }

  /** In how many notices a word stands (dead ones counted until the next rebuild). */
  frequency(token: string): number {
    return this.lists.get(token)?.length ?? 0;
  }

  /** Calls `visit` for every notice that holds the word. */
  each(token: string, visit: (number: number, count: number, inTitle: boolean) => void): void {
    const list = this.lists.get(token);
    if (list === undefined) return;
    for (let i = 0; i < list.length; i += 1) {
      const packed = list.packed[i] as number;
      visit(packed >>> 8, (packed & 0xff) >>> 1, (packed & 1) === 1);
    }
  }

  private append(token: string, packed: number): void {
    let list = this.lists.get(token);
    if (list === undefined) this.lists.set(token, (list = { packed: new Uint32Array(2), length: 0 }));
    if (list.length === list.packed.length) {
      const grown = new Uint32Array(Math.ceil(list.length * 1.5) + 1);
      grown.set(list.packed);
      list.packed = grown;
    }
    list.packed[list.length] = packed;
    list.length += 1;
  }
}
