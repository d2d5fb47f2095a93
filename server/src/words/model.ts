import { defineModel, Mixed } from '../database';

/** A group of words that staff added to the vocabulary of search. */
export interface WordGroupRecord {
  _id: string;
  words: string[];
  means: string[];
  loose: boolean;
  updatedBy: string;
  updatedAt: Date;
}

export const WordGroups = defineModel<WordGroupRecord>('wordgroups', {
  words: { type: [String], required: true },
  means: { type: [String], default: [] },
  loose: { type: Boolean, default: false },
  updatedBy: { type: String, required: true },
  updatedAt: { type: Date, required: true },
});

/** Which state of the vocabulary is current; every process looks here before it trusts its own copy. */
export interface WordsStateRecord {
  _id: 'state';
  revision: number;
  hotRevision: number;
  /** Hot topics set by staff; null: those the program brings along. */
  hot: { text: string; months: number[] }[] | null;
}

export const WordsState = defineModel<WordsStateRecord>('wordsstate', {
  revision: { type: Number, default: 0 },
  hotRevision: { type: Number, default: 0 },
  hot: { type: Mixed, default: null },
});
