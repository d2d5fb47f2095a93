import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import mongoose from 'mongoose';
import { AppError } from '../../errors';

/** The uploaded files themselves: GridFS, as a document of MongoDB holds 16 MB at most; named by their upload. */
function bucket(): mongoose.mongo.GridFSBucket {
  if (!mongoose.connection.db) throw new Error('the database is not connected');
  return new mongoose.mongo.GridFSBucket(mongoose.connection.db, { bucketName: 'gazettefiles' });
}

/** Keeps the file of an upload. */
export async function keepSourceFile(upload: string, bytes: Uint8Array): Promise<void> {
  await pipeline([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], bucket().openUploadStream(upload));
}

/** The file of an upload. @throws AppError `import_not_found` when it was forgotten */
export async function loadSourceFile(upload: string): Promise<Buffer> {
  const [file] = await bucket().find({ filename: upload }).limit(1).toArray();
  if (!file) throw new AppError('import_not_found');
  return buffer(bucket().openDownloadStream(file._id));
}

/** Forgets the file of an upload; running it again changes nothing. */
export async function removeSourceFile(upload: string): Promise<void> {
  for await (const file of bucket().find({ filename: upload })) await bucket().delete(file._id);
}
