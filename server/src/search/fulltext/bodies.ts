import { normalizeText } from '@shuozhi/shared';
import { LRUCache } from 'lru-cache';
import { collectionOf } from '../../database';
import { NoticeIndex, type NoticeIndexRecord } from './model';
import { alignedBytes } from './snapshot';

/** The sentences of a notice ready for matching: as they are compared, one a line, with where each begins. */
export interface NoticeBody {
  title: string;
  plainTitle: string;
  text: string;
  /** The sentences as they stand in the notice, one a line. */
  lines: string;
  /** Where each sentence begins in `text`; one more than there are sentences. */
  offsets: Int32Array;
  /** Three numbers a sentence: its block, its place in `anchors` (−1: none), its place in `headings`. */
  places: Int32Array;
  anchors: readonly string[];
  headings: readonly string[];
}

/** Characters of bodies a process keeps, counted once for both ways of writing; about four bytes each. */
const CAPACITY = 4_000_000;

/** Bodies read lately. A body is used only while its notice has not changed. */
const cached = new LRUCache<string, { version: number; body: NoticeBody }>({
  maxSize: CAPACITY,
  sizeCalculation: ({ body }) => body.text.length + 1,
});

function bodyOf({ title, plain, text, places, anchors, headings }: NoticeIndexRecord): NoticeBody {
  const offsets: number[] = [0];
  for (let at = plain.indexOf('\n'); at !== -1; at = plain.indexOf('\n', at + 1)) offsets.push(at + 1);
  offsets.push(plain.length + 1);
  return {
    title,
    plainTitle: normalizeText(title),
    text: plain,
    lines: text,
    anchors,
    headings,
    offsets: Int32Array.from(offsets),
    places: new Int32Array(alignedBytes(places)),
  };
}

/** The bodies of indexed notices; read from the database only when not at hand. */
export async function bodiesOf(notices: readonly { id: string; version: number }[]): Promise<Map<string, NoticeBody>> {
  const bodies = new Map<string, NoticeBody>();
  const missing: string[] = [];
  for (const { id, version } of notices) {
    const one = cached.get(id);
    if (one?.version === version) bodies.set(id, one.body);
    else missing.push(id);
  }
  if (missing.length === 0) return bodies;
  const rows = await collectionOf(NoticeIndex)
    .find(
      { _id: { $in: missing } },
      {
        projection: { title: 1, plain: 1, text: 1, places: 1, anchors: 1, headings: 1, indexedAt: 1 },
        promoteBuffers: true,
      },
    )
    .toArray();
  for (const row of rows as NoticeIndexRecord[]) {
    const body = bodyOf(row);
    cached.set(row._id, { version: row.indexedAt.getTime(), body });
    bodies.set(row._id, body);
  }
  return bodies;
}

/** How many sentences a body has. */
export const sentenceCount = (body: NoticeBody): number => body.offsets.length - 1;

/** The sentence that holds the character at `offset` of the text. */
export function sentenceAt({ offsets }: NoticeBody, offset: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A sentence as it stands in the notice. */
export function sentenceText({ lines }: NoticeBody, at: number): string {
  let from = 0;
  for (let i = 0; i < at; i += 1) from = lines.indexOf('\n', from) + 1;
  const end = lines.indexOf('\n', from);
  return lines.slice(from, end === -1 ? undefined : end);
}
