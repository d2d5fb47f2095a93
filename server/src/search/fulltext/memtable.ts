import { indexedPart, type IndexedNotice, type IndexPart, type TokenizedNotice, type Visit } from './segment';

const MOST_COUNT = 127;

/** The newest notices, not yet in a segment: a plain inverted index that takes changes. */
export class Memtable implements IndexPart {
  readonly notices: IndexedNotice[] = [];
  private readonly lists = new Map<string, number[]>();

  /** Adds a notice. @returns its number */
  put(notice: TokenizedNotice): number {
    const { tokens, counts, titleTokens } = notice;
    const number = this.notices.push(indexedPart(notice)) - 1;
    tokens.forEach((token, i) => {
      const entry = number * 256 + Math.min(MOST_COUNT, counts[i] ?? 1) * 2 + (i < titleTokens ? 1 : 0);
      const list = this.lists.get(token);
      if (list) list.push(entry);
      else this.lists.set(token, [entry]);
    });
    return number;
  }

  frequency(token: string): number {
    return this.lists.get(token)?.length ?? 0;
  }

  each(token: string, visit: Visit): void {
    for (const entry of this.lists.get(token) ?? []) {
      const rest = entry % 256;
      visit((entry - rest) / 256, rest >>> 1, (rest & 1) === 1);
    }
  }
}
