import { hashToken } from './hash';
import { Memtable } from './memtable';
import type { IndexedNotice, IndexPart, Segment, TokenizedNotice, Visit } from './segment';

const DEAD_LEAST = 500;

/** A part of the index with the number of its first notice in the whole. */
interface PlacedPart {
  part: IndexPart;
  base: number;
}

/** A stored segment by the id it is stored under. */
export interface StoredSegment {
  id: string;
  segment: Segment;
}

/**
 * Which notices hold a token, over segments and the newest notices. Pure data, no I/O. A notice that changed stands in a
 * newer part; its older state is dead and never shown.
 */
export class FullTextIndex {
  private readonly parts: PlacedPart[] = [];
  private readonly memtable = new Memtable();
  private readonly memtableBase: number;
  private readonly numbers = new Map<string, number>();
  private alive: Uint8Array;
  /** Characters of each notice's body; beside, because every hit of a search asks for it. */
  private sizes: Uint32Array;
  private deadInMemtable = 0;

  /** @param segments oldest first */
  constructor(readonly segments: readonly StoredSegment[]) {
    let base = 0;
    for (const { segment } of segments) {
      this.parts.push({ part: segment, base });
      base += segment.notices.length;
    }
    this.memtableBase = base;
    this.alive = new Uint8Array(base + 1024);
    this.sizes = new Uint32Array(base + 1024);
    this.parts.forEach(({ part, base: from }) => {
      part.notices.forEach(({ id, gone, size }, number) =>
        gone ? this.remove(id) : this.enter(id, from + number, size),
      );
    });
    this.parts.push({ part: this.memtable, base });
  }

  /** Notices that can be found. */
  get size(): number {
    return this.numbers.size;
  }

  /** One more than the highest number in use. */
  get span(): number {
    return this.memtableBase + this.memtable.notices.length;
  }

  /** Whether so much among the newest is dead that building anew pays. */
  get needsCompaction(): boolean {
    return this.deadInMemtable > DEAD_LEAST && this.deadInMemtable > this.memtable.notices.length / 2;
  }

  /** The state of a notice as it was last entered. */
  versionOf(id: string): number | undefined {
    const number = this.numbers.get(id);
    return number === undefined ? undefined : this.at(number)?.version;
  }

  /** The notice of a number; null when it changed or went. */
  at(number: number): IndexedNotice | null {
    if (this.alive[number] !== 1) return null;
    for (let i = this.parts.length - 1; i >= 0; i -= 1) {
      const { part, base } = this.parts[i] as PlacedPart;
      if (number >= base) return part.notices[number - base] ?? null;
    }
    return null;
  }

  /** Characters of the body of a notice. */
  sizeAt(number: number): number {
    return this.sizes[number] as number;
  }

  /** Enters a notice; replaces an earlier state. */
  put(notice: TokenizedNotice): void {
    this.enter(notice.id, this.memtableBase + this.memtable.put(notice), notice.size);
  }

  /** Takes a notice out; nothing happens when it is not there. */
  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    this.numbers.delete(id);
    this.alive[number] = 0;
    if (number >= this.memtableBase) this.deadInMemtable += 1;
  }

  /** In how many notices a token stands (dead ones counted until their segment is written anew). */
  frequency(token: string): number {
    const hash = hashToken(token);
    let sum = 0;
    for (const { part } of this.parts) sum += part.frequency(hash);
    return sum;
  }

  /** Calls `visit` for every notice that holds the token. */
  each(token: string, visit: Visit): void {
    const hash = hashToken(token);
    for (const { part, base } of this.parts) {
      part.each(hash, (number, count, inTitle) => {
        if (this.alive[base + number] === 1) visit(base + number, count, inTitle);
      });
    }
  }

  /** How many notices of a segment are alive. */
  aliveIn(segment: Segment): number {
    const base = this.parts.find(({ part }) => part === segment)?.base ?? 0;
    let count = 0;
    for (let i = 0; i < segment.notices.length; i += 1) count += this.alive[base + i] as number;
    return count;
  }

  private enter(id: string, number: number, size: number): void {
    this.remove(id);
    if (number >= this.alive.length) {
      const [alive, sizes] = [this.alive, this.sizes];
      this.alive = new Uint8Array(alive.length * 2);
      this.sizes = new Uint32Array(alive.length * 2);
      this.alive.set(alive);
      this.sizes.set(sizes);
    }
    this.sizes[number] = size;
    this.numbers.set(id, number);
    this.alive[number] = 1;
  }
}
