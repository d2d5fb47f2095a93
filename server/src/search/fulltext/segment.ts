import { hashToken } from './hash';
import { readVarint, VarintWriter } from './varint';

/** What ranking needs to know of a notice besides its words. */
export interface IndexedNotice {
  id: string;
  /** State that was indexed (milliseconds of `indexedAt`); moves with every change. */
  version: number;
  /** Characters of the body. */
  size: number;
  writtenOn: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  repealedOn: string | null;
  title: string;
  /** It is no longer public: stands here so that an older segment's state of it is dead. */
  gone?: true;
}

/** A notice with its tokens, those of the title first. */
export interface TokenizedNotice extends IndexedNotice {
  tokens: readonly string[];
  /** How often each token stands in the notice; parallel to `tokens`. */
  counts: ArrayLike<number>;
  titleTokens: number;
}

/** Called for a notice that holds a token: its number in the segment, how often (1–127), whether in the title. */
export type Visit = (number: number, count: number, inTitle: boolean) => void;

/** A part of the index that finds which notices hold a token. */
export interface IndexPart {
  readonly notices: readonly IndexedNotice[];
  /** In how many notices the token stands, those included that changed since. */
  frequency: (token: string) => number;
  each: (token: string, visit: Visit) => void;
}

/** A segment as it is stored: compact, never changed. */
export interface PackedSegment {
  notices: IndexedNotice[];
  /** Three numbers a token, ascending: hash high, hash low, where its list begins. */
  directory: Uint32Array;
  /** For each token the number of its notices, then for each notice the step from the one before and its count. */
  lists: Uint8Array;
}

const MOST_COUNT = 127;
const FIELDS = 3;

/** Packs notices into a segment. About 1.3 bytes for each token of a notice and 12 for each different token. */
export function packSegment(notices: readonly TokenizedNotice[]): PackedSegment {
  const byToken = new Map<string, number[]>();
  notices.forEach(({ tokens, counts, titleTokens }, number) => {
    tokens.forEach((token, i) => {
      const entry = number * 256 + Math.min(MOST_COUNT, counts[i] ?? 1) * 2 + (i < titleTokens ? 1 : 0);
      const list = byToken.get(token);
      if (list) list.push(entry);
      else byToken.set(token, [entry]);
    });
  });
  const entries = [...byToken].map(([token, list]) => ({ ...hashToken(token), list }));
  return {
    notices: notices.map(indexedPart),
    ...packLists(entries),
  };
}

/** A notice without its tokens. */
export function indexedPart(notice: TokenizedNotice): IndexedNotice {
  const { id, version, size, writtenOn, effectiveFrom, effectiveTo, repealedOn, title, gone } = notice;
  const indexed = { id, version, size, writtenOn, effectiveFrom, effectiveTo, repealedOn, title };
  return gone ? { ...indexed, gone } : indexed;
}

interface ListEntry {
  high: number;
  low: number;
  /** number × 256 + count × 2 + in title, ascending. */
  list: readonly number[];
}

function packLists(entries: ListEntry[]): Pick<PackedSegment, 'directory' | 'lists'> {
  entries.sort((a, b) => a.high - b.high || a.low - b.low);
  const directory = new Uint32Array(entries.length * FIELDS);
  const writer = new VarintWriter();
  entries.forEach(({ high, low, list }, i) => {
    directory.set([high, low, writer.length], i * FIELDS);
    writer.write(list.length);
    let before = -1;
    for (const entry of list) {
      const number = Math.floor(entry / 256);
      const rest = entry % 256;
      // Most stand once in the body: one bit says so, and the byte is spared.
      const plain = rest === 2;
      writer.write((number - before) * 2 + (plain ? 0 : 1));
      if (!plain) writer.byte(rest);
      before = number;
    }
  });
  return { directory, lists: writer.bytes() };
}

/** Reads a packed segment. */
export class Segment implements IndexPart {
  constructor(private readonly packed: PackedSegment) {}

  get notices(): readonly IndexedNotice[] {
    return this.packed.notices;
  }

  /** Bytes of the lists and the directory. */
  get bytes(): number {
    return this.packed.lists.byteLength + this.packed.directory.byteLength;
  }

  frequency(token: string): number {
    const begin = this.find(token);
    return begin === -1 ? 0 : readVarint(this.packed.lists, begin).value;
  }

  each(token: string, visit: Visit): void {
    const begin = this.find(token);
    if (begin !== -1) this.read(begin, visit);
  }

  /** The notices for which `keep` holds as a segment of their own; how a segment is rid of what changed. */
  static merge(segments: readonly { segment: Segment; keep: (number: number) => boolean }[]): PackedSegment {
    const notices: IndexedNotice[] = [];
    const byHash = new Map<string, { high: number; low: number; list: number[] }>();
    for (const { segment, keep } of segments) {
      const renumbered = segment.notices.map((notice, number) => (keep(number) ? notices.push(notice) - 1 : -1));
      const { directory } = segment.packed;
      for (let i = 0; i < directory.length; i += FIELDS) {
        const [high, low, begin] = directory.subarray(i, i + FIELDS) as unknown as [number, number, number];
        const key = `${high}.${low}`;
        let entry = byHash.get(key);
        segment.read(begin, (number, count, inTitle) => {
          const now = renumbered[number] as number;
          if (now === -1) return;
          if (entry === undefined) byHash.set(key, (entry = { high, low, list: [] }));
          entry.list.push(now * 256 + count * 2 + (inTitle ? 1 : 0));
        });
      }
    }
    return { notices, ...packLists([...byHash.values()]) };
  }

  private read(begin: number, visit: Visit): void {
    const { lists } = this.packed;
    let { value: left, next } = readVarint(lists, begin);
    let number = -1;
    for (; left > 0; left -= 1) {
      // Inlined readVarint: this is the innermost loop of a search.
      let byte = lists[next++] as number;
      let step = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = lists[next++] as number;
        step |= (byte & 0x7f) << shift;
      }
      number += step >>> 1;
      if ((step & 1) === 0) visit(number, 1, false);
      else {
        const rest = lists[next++] as number;
        visit(number, rest >>> 1, (rest & 1) === 1);
      }
    }
  }

  /** Where the list of a token begins; −1 when no notice holds it. */
  private find(token: string): number {
    const { high, low } = hashToken(token);
    const { directory } = this.packed;
    let from = 0;
    let to = directory.length / FIELDS - 1;
    while (from <= to) {
      const middle = (from + to) >> 1;
      const here = directory[middle * FIELDS] as number;
      const order = here - high || (directory[middle * FIELDS + 1] as number) - low;
      if (order === 0) return directory[middle * FIELDS + 2] as number;
      if (order < 0) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }
}
