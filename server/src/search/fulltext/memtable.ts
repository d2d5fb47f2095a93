import { hitByte, indexedPart, type IndexedNotice, type IndexPart, type TokenizedNotice, type Visit } from './segment';

/** The newest notices, not yet in a segment: a plain inverted index that takes changes. */
export class Memtable implements IndexPart {
  readonly notices: IndexedNotice[] = [];
  private readonly lists = new Map<number, number[]>();

  /** Adds a notice. @returns its number */
  put(notice: TokenizedNotice): number {
    const { tokens, counts, titleTokens } = notice;
    const number = this.notices.push(indexedPart(notice)) - 1;
    tokens.forEach((hash, i) => {
      const hit = number * 256 + hitByte(counts[i] ?? 1, i < titleTokens);
      const list = this.lists.get(hash);
      if (list) list.push(hit);
      else this.lists.set(hash, [hit]);
    });
    return number;
  }

  frequency(hash: number): number {
    return this.lists.get(hash)?.length ?? 0;
  }

  each(hash: number, visit: Visit): void {
    for (const hit of this.lists.get(hash) ?? []) {
      const byte = hit % 256;
      visit((hit - byte) / 256, byte >>> 1, (byte & 1) === 1);
    }
  }
}
