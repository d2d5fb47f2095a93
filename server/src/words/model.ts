import mongoose from 'mongoose';

/** A group of words that staff added to the vocabulary of search. */
export interface WordGroupRecord {
  _id: string;
  words: string[];
  means: string[];
  loose: boolean;
  updatedBy: string;
  updatedAt: Date;
}

const groupSchema = new mongoose.Schema<WordGroupRecord>(
  {
    _id: { type: String, required: true },
    words: { type: [String], required: true },
    means: { type: [String], default: [] },
    loose: { type: Boolean, default: false },
    updatedBy: { type: String, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'wordgroups', versionKey: false },
);
export const WordGroups = mongoose.model<WordGroupRecord>('WordGroup', groupSchema);

/** Which state of the vocabulary is current; every process looks here before it trusts its own copy. */
export interface WordsStateRecord {
  _id: 'state';
  revision: number;
  hotRevision: number;
  /** Hot topics set by staff; null: those the program brings along. */
  hot: { text: string; months: number[] }[] | null;
}

const stateSchema = new mongoose.Schema<WordsStateRecord>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, default: 0 },
    hotRevision: { type: Number, default: 0 },
    hot: { type: mongoose.Schema.Types.Mixed, default: null },
  },
  { collection: 'wordsstate', versionKey: false },
);
export const WordsState = mongoose.model<WordsStateRecord>('WordsState', stateSchema);
