import mongoose from 'mongoose';
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

const { Mixed } = mongoose.Schema.Types;
const expiresAt = { type: Date, required: true, expires: 0 };

const uploadSchema = new mongoose.Schema<UploadRecord>(
  {
    _id: { type: String, required: true },
    filename: { type: String, default: '' },
    by: { type: String, required: true },
    warnings: { type: [Mixed], default: [] } as never,
    createdAt: { type: Date, required: true },
    expiresAt,
  },
  { versionKey: false },
);

const documentSchema = new mongoose.Schema<UploadedDocument>(
  {
    _id: { type: String, required: true },
    upload: { type: String, required: true },
    index: { type: Number, required: true },
    document: { type: Mixed, required: true } as never,
    expiresAt,
  },
  { versionKey: false, minimize: false },
);
documentSchema.index({ upload: 1, index: 1 });

export const Uploads = mongoose.model<UploadRecord>('GazetteUpload', uploadSchema, 'gazetteuploads');
export const UploadedDocuments = mongoose.model<UploadedDocument>(
  'GazetteDocument',
  documentSchema,
  'gazettedocuments',
);
