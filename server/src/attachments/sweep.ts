import mongoose from 'mongoose';
import { contents, Files, pieces, type FileRecord } from './model';
import { contentId } from './store';

/** A file that no text names is kept for a day: its editor may be about to save. */
const KEPT_MS = 24 * 3600 * 1000;
const AT_ONCE = 500;

/** Removes a content, also where only pieces of it are left. */
async function removeContent(id: mongoose.mongo.ObjectId): Promise<void> {
  await contents()
    .delete(id)
    .catch((error: unknown) => {
      // Without a head the bucket removes the pieces and then says so.
      if (!(error instanceof mongoose.mongo.MongoRuntimeError)) throw error;
    });
}

/** Contents that no file has: the process died between writing the one and the other, or between removing them. */
async function removeLostContents(before: Date): Promise<void> {
  const ids = (await pieces().distinct('files_id')).filter((id) => id.getTimestamp() < before);
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const owned = await Files.distinct('content', { content: { $in: some.map((id) => id.toHexString()) } });
    const known = new Set(owned);
    for (const id of some) if (!known.has(id.toHexString())) await removeContent(id);
  }
}

/**
 * Removes the files that no text names any more. Safe beside uploads and saves: those move `usedAt`, and what has moved
 * since it was looked at stays.
 * @param namedAmong which of these files a text names, present or earlier, public or not
 * @returns how many were removed
 */
export async function removeUnusedFiles(
  namedAmong: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  let removed = 0;
  for await (const batch of batches(before)) {
    const named = await namedAmong(batch.map(({ _id }) => _id));
    for (const { _id, content } of batch.filter((file) => !named.has(file._id))) {
      const { deletedCount } = await Files.deleteOne({ _id, usedAt: { $lt: before } });
      if (deletedCount === 0) continue;
      await removeContent(contentId(content));
      removed += 1;
    }
  }
  await removeLostContents(before);
  return removed;
}

/** The files not used lately, some at a time. */
async function* batches(before: Date): AsyncGenerator<FileRecord[]> {
  let after = '';
  for (;;) {
    const batch = await Files.find({ _id: { $gt: after }, usedAt: { $lt: before } })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean<FileRecord[]>();
    if (batch.length === 0) return;
    yield batch;
    after = batch.at(-1)?._id ?? after;
  }
}
