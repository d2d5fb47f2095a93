import type { ImportedDocument, ImportState, ImportSummary } from '@shuozhi/shared/api';
import { defineModel, Mixed } from '../../database';
import type { ImportWarning, ParsedDocument } from '../types';

/** An uploaded file: waits to be read, is read, and its documents wait to be accepted. */
export interface UploadRecord {
  _id: string;
  filename: string;
  by: string;
  state: ImportState;
  /** Until when the process that reads it is believed to live; null while nobody reads. */
  readingUntil: Date | null;
  /** How often reading began. */
  attempts: number;
  progress: { page: number; pages: number } | null;
  failure: { code: string; detail: string } | null;
  type: ImportSummary['type'];
  pages: number;
  lines: number;
  found: number;
  held: number;
  warnings: ImportWarning[];
  createdAt: Date;
  expiresAt: Date;
}

/** One document of an upload: a long plan is about a megabyte, so each has a record of its own. */
export interface UploadedDocument {
  _id: string;
  upload: string;
  index: number;
  document: ParsedDocument;
  accepted: {
    noticeId: string;
    outcome: NonNullable<ImportedDocument['accepted']>['outcome'];
    by: string;
    at: Date;
  } | null;
  expiresAt: Date;
}

/** Some lines of an upload's source, in order, with the page of each where there are pages. */
export interface UploadedLines {
  _id: string;
  upload: string;
  from: number;
  lines: string[];
  pages: number[];
  expiresAt: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, default: 0 } as const;
const anything = { type: Mixed, default: null } as const;
const expiresAt = { type: Date, required: true } as const;
const BY_EXPIRY = [{ expiresAt: 1 }] as const;

export const Uploads = defineModel<UploadRecord>(
  'gazetteuploads',
  {
    filename: { type: String, default: '' },
    by: text,
    // Those of before had been read when they were stored.
    state: { type: String, default: 'done' },
    readingUntil: { type: Date, default: null },
    attempts: number,
    progress: anything,
    failure: anything,
    type: { type: String, default: null },
    pages: number,
    lines: number,
    found: number,
    held: number,
    warnings: { type: Mixed, default: () => [] },
    createdAt: { type: Date, required: true },
    expiresAt,
  },
  [BY_EXPIRY, [{ state: 1, createdAt: 1 }], [{ createdAt: -1, _id: -1 }]],
);

export const UploadedDocuments = defineModel<UploadedDocument>(
  'gazettedocuments',
  {
    upload: text,
    index: { type: Number, required: true },
    document: { type: Mixed, required: true },
    accepted: anything,
    expiresAt,
  },
  [[{ upload: 1, index: 1 }], BY_EXPIRY],
);

export const SourceLineRecords = defineModel<UploadedLines>(
  'gazettelines',
  {
    upload: text,
    from: { type: Number, required: true },
    lines: { type: [String], required: true },
    pages: { type: [Number], default: [] },
    expiresAt,
  },
  [[{ upload: 1, from: 1 }], BY_EXPIRY],
);
