import { defineModel, Mixed } from '../../database';
import type { ImportWarning, ParsedDocument } from '../types';

/** An uploaded file whose documents wait to be accepted. */
export interface UploadRecord {
  _id: string;
  filename: string;
  by: string;
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
  expiresAt: Date;
}

const expiresAt = { type: Date, required: true } as const;
/** The database removes what expired; the embedded engine has no such removal. */
const REMOVAL = [{ expiresAt: 1 }, { expireAfterSeconds: 0 }] as const;

export const Uploads = defineModel<UploadRecord>(
  'gazetteuploads',
  {
    filename: { type: String, default: '' },
    by: { type: String, required: true },
    warnings: { type: Mixed, default: () => [] },
    createdAt: { type: Date, required: true },
    expiresAt,
  },
  [REMOVAL],
);

export const UploadedDocuments = defineModel<UploadedDocument>(
  'gazettedocuments',
  {
    upload: { type: String, required: true },
    index: { type: Number, required: true },
    document: { type: Mixed, required: true },
    expiresAt,
  },
  [[{ upload: 1, index: 1 }], REMOVAL],
);
