import mongoose from 'mongoose';
import type { Sentence } from './sentences';

/** What the index keeps of a published notice: words to find it by, and its sentences to answer from. */
export interface NoticeIndexRecord {
  _id: string;
  /** State of the notice that was indexed. */
  changedAt: Date;
  /** When it was indexed; the processes' snapshots follow it. */
  indexedAt: Date;
  /** Revision of the vocabulary the words were taken with. */
  wordsRevision: number;
  title: string;
  /** Words of the title first, then those of the body. Empty: the notice is no longer public. */
  tokens: string[];
  /** How often each token stands in the notice; parallel to `tokens`. */
  counts: number[];
  titleTokens: number;
  /** Characters of the body. */
  size: number;
  writtenOn: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  repealedOn: string | null;
  /** Newest first among equals: milliseconds of the day of writing. */
  rank: number;
  sentences: Sentence[];
}

const { Mixed } = mongoose.Schema.Types;
const day = { type: String, default: null };

const schema = new mongoose.Schema<NoticeIndexRecord>(
  {
    _id: { type: String, required: true },
    changedAt: { type: Date, required: true },
    indexedAt: { type: Date, required: true },
    wordsRevision: { type: Number, required: true },
    title: { type: String, required: true },
    tokens: { type: [String], default: [] },
    counts: { type: [Number], default: [] },
    titleTokens: { type: Number, required: true },
    size: { type: Number, required: true },
    writtenOn: day,
    effectiveFrom: day,
    effectiveTo: day,
    repealedOn: day,
    rank: { type: Number, required: true },
    sentences: { type: Mixed, required: true },
  },
  { collection: 'noticeindex', versionKey: false },
);
schema.index({ indexedAt: 1 });
schema.index({ rank: -1 });

export const NoticeIndex = mongoose.model<NoticeIndexRecord>('NoticeIndex', schema);

/** How far the index has followed the notices. */
export interface IndexStateRecord {
  _id: 'notices';
  at: Date;
  id: string;
  wordsRevision: number;
}

const stateSchema = new mongoose.Schema<IndexStateRecord>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    id: { type: String, default: '' },
    wordsRevision: { type: Number, required: true },
  },
  { collection: 'noticeindexstate', versionKey: false },
);
export const IndexState = mongoose.model<IndexStateRecord>('NoticeIndexState', stateSchema);
