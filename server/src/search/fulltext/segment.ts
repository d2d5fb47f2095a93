import { setImmediate } from 'node:timers/promises';
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
  startsAt: string | null;
  endsAt: string | null;
  repealedOn: string | null;
  title: string;
  /** It is no longer public: stands here so that an older segment's state of it is dead. */
  gone?: true;
}

/** A notice with its tokens by hash, those of the title first. */
export interface TokenizedNotice extends IndexedNotice {
  tokens: Float64Array;
  /** How often each token stands in the notice; parallel to `tokens`. */
  counts: ArrayLike<number>;
  titleTokens: number;
}

/** Called for a notice that holds a token: its number in the segment, how often (1–127), whether in the title. */
export type Visit = (number: number, count: number, inTitle: boolean) => void;

/** A part of the index that finds which notices hold a token. */
export interface IndexPart {
  readonly notices: readonly IndexedNotice[];
  /** In how many notices the token of a hash stands, those included that changed since. */
  frequency: (hash: number) => number;
  each: (hash: number, visit: Visit) => void;
}

/** A segment as it is stored: compact, never changed. */
export interface PackedSegment {
  notices: IndexedNotice[];
  /** The tokens' hashes, ascending. */
  hashes: Float64Array;
  /** Where the list of each token begins. */
  begins: Uint32Array;
  /** For each token the number of its notices, then for each notice the step from the one before and its count. */
  lists: Uint8Array;
}

const MOST_COUNT = 127;

/** How often a token stands in a notice, and whether in the title, in a byte. */
export const hitByte = (count: number, inTitle: boolean): number => Math.min(MOST_COUNT, count) * 2 + (inTitle ? 1 : 0);

/** A notice without its tokens. */
export function indexedPart(notice: TokenizedNotice): IndexedNotice {
  const { id, version, size, writtenOn, effectiveFrom, effectiveTo, startsAt, endsAt, repealedOn, title, gone } =
    notice;
  const indexed = { id, version, size, writtenOn, effectiveFrom, effectiveTo, startsAt, endsAt, repealedOn, title };
  return gone ? { ...indexed, gone } : indexed;
}

/** Writes the lists of a segment token by token. About 1.3 bytes for each token of a notice and 12 for each token. */
class ListWriter {
  private readonly hashes: number[] = [];
  private readonly begins: number[] = [];
  private readonly writer = new VarintWriter();

  /** @param hits hit byte by number of the notice, ascending: number × 256 + hit byte */
  add(hash: number, hits: readonly number[]): void {
    this.hashes.push(hash);
    this.begins.push(this.writer.length);
    this.writer.write(hits.length);
    let before = -1;
    for (const hit of hits) {
      const number = Math.floor(hit / 256);
      const byte = hit % 256;
      // Most stand once in the body: one bit says so, and the byte is spared.
      const isPlain = byte === 2;
      this.writer.write((number - before) * 2 + (isPlain ? 0 : 1));
      if (!isPlain) this.writer.byte(byte);
      before = number;
    }
  }

  finish(notices: IndexedNotice[]): PackedSegment {
    const { hashes, begins, writer } = this;
    return { notices, hashes: Float64Array.from(hashes), begins: Uint32Array.from(begins), lists: writer.bytes() };
  }
}

/** Tokens are sorted by parts of so many hits: a few milliseconds each, and others take their turn between. */
const BUCKETS = 512;
const BUCKET_OF = BUCKETS / 2 ** 53;
/** Tokens merged, or notices taken, before others take their turn. */
const STRIDE = 2000;

/** Packs notices into a segment, in small steps. */
export async function packSegment(notices: readonly TokenizedNotice[]): Promise<PackedSegment> {
  const buckets = Array.from({ length: BUCKETS }, () => ({ hashes: [] as number[], hits: [] as number[] }));
  for (const [number, { tokens, counts, titleTokens }] of notices.entries()) {
    for (let i = 0; i < tokens.length; i += 1) {
      const hash = tokens[i] as number;
      const bucket = buckets[Math.floor(hash * BUCKET_OF)] as (typeof buckets)[number];
      bucket.hashes.push(hash);
      bucket.hits.push(number * 256 + hitByte(counts[i] ?? 1, i < titleTokens));
    }
    if (number % 100 === 0) await setImmediate();
  }
  const writer = new ListWriter();
  for (const { hashes, hits } of buckets) {
    // Sorting is stable: the notices of a token stay in the order of their numbers.
    const order = Uint32Array.from(hashes.keys()).sort(
      (a, b) => (hashes[a] as number) - (hashes[b] as number) || a - b,
    );
    for (let from = 0; from < order.length;) {
      const hash = hashes[order[from] as number] as number;
      let end = from + 1;
      while (end < order.length && hashes[order[end] as number] === hash) end += 1;
      writer.add(
        hash,
        Array.from(order.subarray(from, end), (i) => hits[i] as number),
      );
      from = end;
    }
    hashes.length = 0;
    hits.length = 0;
    await setImmediate();
  }
  return writer.finish(notices.map(indexedPart));
}

/** A segment to be merged, with the notices that stay. */
export interface MergedPart {
  segment: Segment;
  keep: (number: number) => boolean;
}

/** The notices that stay as one segment, in small steps; how segments are rid of what changed. */
export async function mergeSegments(parts: readonly MergedPart[]): Promise<PackedSegment> {
  const notices: IndexedNotice[] = [];
  const sources = parts.map(({ segment, keep }) => ({
    segment,
    renumbered: segment.notices.map((notice, number) => (keep(number) ? notices.push(notice) - 1 : -1)),
    at: 0,
  }));
  const writer = new ListWriter();
  for (let done = 0; ; done += 1) {
    const hash = Math.min(...sources.map(({ segment, at }) => segment.hashAt(at)));
    if (hash === Infinity) break;
    const hits: number[] = [];
    for (const source of sources) {
      if (source.segment.hashAt(source.at) !== hash) continue;
      source.segment.eachAt(source.at, (number, count, inTitle) => {
        const now = source.renumbered[number] as number;
        if (now !== -1) hits.push(now * 256 + hitByte(count, inTitle));
      });
      source.at += 1;
    }
    if (hits.length > 0) writer.add(hash, hits);
    if (done % STRIDE === 0) await setImmediate();
  }
  return writer.finish(notices);
}

/** Reads a packed segment. */
export class Segment implements IndexPart {
  constructor(private readonly packed: PackedSegment) {}

  get notices(): readonly IndexedNotice[] {
    return this.packed.notices;
  }

  /** Bytes of the lists and of what leads to them. */
  get bytes(): number {
    const { hashes, begins, lists } = this.packed;
    return hashes.byteLength + begins.byteLength + lists.byteLength;
  }

  frequency(hash: number): number {
    const place = this.find(hash);
    return place === -1 ? 0 : readVarint(this.packed.lists, this.packed.begins[place] as number).value;
  }

  each(hash: number, visit: Visit): void {
    const place = this.find(hash);
    if (place !== -1) this.eachAt(place, visit);
  }

  /** The hash at a place of the ascending order; infinite behind the last. */
  hashAt(place: number): number {
    return this.packed.hashes[place] ?? Infinity;
  }

  /** Calls `visit` for every notice that holds the token at a place. */
  eachAt(place: number, visit: Visit): void {
    const { lists, begins } = this.packed;
    let { value: left, next } = readVarint(lists, begins[place] as number);
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

  /** The place of a token; −1 when no notice holds it. */
  private find(hash: number): number {
    const { hashes } = this.packed;
    let from = 0;
    let to = hashes.length - 1;
    while (from <= to) {
      const middle = (from + to) >> 1;
      const here = hashes[middle] as number;
      if (here === hash) return middle;
      if (here < hash) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }
}

/** The hashes of tokens. */
export const hashesOf = (tokens: Iterable<string>): Float64Array => Float64Array.from(tokens, hashToken);
