import type { FileInfo } from '@shuozhi/shared/api';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import { isDuplicateKey } from '../database';
import { AppError } from '../errors';
import { checkFile } from './checkFile';
import { contents, Files, type FileRecord } from './model';

export const contentId = (hex: string) => new mongoose.mongo.ObjectId(hex);

const present = ({ _id: id, type, bytes }: FileRecord): FileInfo => ({ id, type, bytes });

/** Notes that a file is wanted now; null when there is none of this content. */
const touch = (id: string, now: Date) =>
  Files.findOneAndUpdate({ _id: id }, { $max: { usedAt: now } }, { returnDocument: 'after' }).lean<FileRecord>();

/**
 * Checks and keeps an uploaded file. The same content again is the file that is there.
 * @throws AppError as checkFile says
 */
export async function keepFile(upload: Uint8Array, now: Date): Promise<FileInfo> {
  const { type, bytes } = await checkFile(upload);
  const id = createHash('sha256').update(bytes).digest('hex');
  const known = await touch(id, now);
  if (known) return present(known);

  const stream = contents().openUploadStream(id);
  await pipeline([bytes], stream);
  const record: FileRecord = { _id: id, type, bytes: bytes.length, content: stream.id.toHexString(), usedAt: now };
  try {
    await Files.create(record);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Somebody else uploaded the same in this moment.
    await contents().delete(stream.id);
  }
  return present(record);
}

/** @throws AppError `file_not_found` */
export async function findFile(id: string): Promise<FileRecord> {
  const file = await Files.findById(id).lean<FileRecord>();
  if (!file) throw new AppError('file_not_found');
  return file;
}

/** The content of a file, or the bytes `start` to `end` (inclusive) of it. Nothing is read before somebody reads. */
export const readFile = (file: FileRecord, range?: { start: number; end: number }): Readable =>
  contents().openDownloadStream(contentId(file.content), range && { start: range.start, end: range.end + 1 });

/** Files by their ids; unknown ones are left out. */
export async function describeFiles(ids: readonly string[]): Promise<Map<string, FileInfo>> {
  if (ids.length === 0) return new Map();
  const files = await Files.find({ _id: { $in: [...ids] } }).lean<FileRecord[]>();
  return new Map(files.map((file) => [file._id, present(file)]));
}

/** Which of these files there are not. Those that are stay, for a text is about to name them. */
export async function missingFiles(ids: readonly string[], now: Date): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => touch(id, now)));
  return ids.filter((_, n) => found[n] === null);
}
