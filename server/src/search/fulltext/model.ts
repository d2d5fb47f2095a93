import { defineModel } from '../../database';

/** What the index keeps of a published notice: tokens to find it by, and its sentences to answer from. */
export interface NoticeIndexRecord {
  _id: string;
  /** State of the notice that was indexed. */
  changedAt: Date;
  /** When it was indexed; the processes' snapshots follow it. */
  indexedAt: Date;
  /** Revision of the dictionary the tokens were taken with. */
  dictionary: string;
  title: string;
  /** False: the notice is no longer public, and stands here so that every process hears of it. */
  isPublic: boolean;
  /** Hashes of its tokens (float64), those of the title first. */
  tokens: Buffer;
  /** How often each token stands in the notice, a byte each; parallel to `tokens`. */
  counts: Buffer;
  titleTokens: number;
  /** Characters of the body. */
  size: number;
  writtenOn: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  startsAt: string | null;
  endsAt: string | null;
  repealedOn: string | null;
  /** Newest first among equals: milliseconds of the day of writing. */
  rank: number;
  /** The sentences as they are compared, one a line, and as they stand; see sentences.ts. */
  plain: string;
  text: string;
  /** Three numbers a sentence (Int32): its block, its place in `anchors` (−1: none), its place in `headings`. */
  places: Buffer;
  anchors: string[];
  headings: string[];
}

const day = { type: String, default: null };
const text = { type: String, default: '' };
const bytes = { type: Buffer, default: () => Buffer.alloc(0) };

export const NoticeIndex = defineModel<NoticeIndexRecord>(
  'noticeindex',
  {
    changedAt: { type: Date, required: true },
    indexedAt: { type: Date, required: true },
    dictionary: { type: String, required: true },
    title: { type: String, required: true },
    isPublic: { type: Boolean, required: true },
    tokens: bytes,
    counts: bytes,
    titleTokens: { type: Number, required: true },
    size: { type: Number, required: true },
    writtenOn: day,
    effectiveFrom: day,
    effectiveTo: day,
    startsAt: day,
    endsAt: day,
    repealedOn: day,
    rank: { type: Number, required: true },
    plain: text,
    text,
    places: bytes,
    anchors: { type: [String], default: [] },
    headings: { type: [String], default: [] },
  },
  [[{ indexedAt: 1 }], [{ rank: -1 }]],
);

/** A stored segment: what several hundred notices are found by, packed once for all processes. */
export interface SegmentRecord {
  _id: string;
  /** The newest state it holds; segments are read in this order. */
  upTo: Date;
  /** JSON of its notices. */
  notices: string;
  /** Hashes of tokens (float64, ascending), where their lists begin (uint32), and the lists. */
  hashes: Buffer;
  begins: Buffer;
  lists: Buffer;
}

export const Segments = defineModel<SegmentRecord>('searchsegments', {
  upTo: { type: Date, required: true },
  notices: { type: String, required: true },
  hashes: bytes,
  begins: bytes,
  lists: bytes,
});

/** How far the index has followed the notices. */
export interface IndexStateRecord {
  _id: 'notices';
  at: Date;
  id: string;
  dictionary: string;
}

export const IndexState = defineModel<IndexStateRecord>('noticeindexstate', {
  at: { type: Date, required: true },
  id: { type: String, default: '' },
  dictionary: { type: String, required: true },
});
