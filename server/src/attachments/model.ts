import type { FileType } from '@shuozhi/shared/api';
import mongoose from 'mongoose';
import { defineModel } from '../database';

/** A file by its content. The same content is one file, whoever uploads it and wherever it is attached. */
export interface FileRecord {
  /** SHA-256 of the content. */
  _id: string;
  type: FileType;
  bytes: number;
  /** Id of its content in GridFS. */
  content: string;
  /** When it was last uploaded or named by a text; what nobody names is removed some time after. */
  usedAt: Date;
}

export const Files = defineModel<FileRecord>(
  'files',
  {
    type: { type: String, required: true },
    bytes: { type: Number, required: true },
    content: { type: String, required: true },
    usedAt: { type: Date, required: true },
  },
  [[{ usedAt: 1 }]],
);

const BUCKET = 'filecontents';

/** The contents: GridFS, as a document of MongoDB holds 16 MB at most. */
export function contents(): mongoose.mongo.GridFSBucket {
  return new mongoose.mongo.GridFSBucket(database(), { bucketName: BUCKET });
}

/** The pieces of the contents, for those whose upload was cut off. */
export const pieces = () => database().collection<{ files_id: mongoose.mongo.ObjectId }>(`${BUCKET}.chunks`);

function database(): mongoose.mongo.Db {
  if (!mongoose.connection.db) throw new Error('the database is not connected');
  return mongoose.connection.db;
}
