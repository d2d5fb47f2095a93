import { AppError } from '../../errors';
import { needsReview } from '../importDocuments';
import { DEFAULT_LIMITS, parseFile } from '../parseFile';
import { cityProfile } from '../profile';
import { loadSourceFile } from './files';
import { UploadedDocuments, Uploads, type UploadRecord } from './model';
import { keepSourceLines } from './sourceLines';

/** Longer than a file without scans may take, and than one scanned page. */
const BELIEVED_MS = 3 * 60 * 1000;
/** A file that ended its reader so often is not tried again. */
const ATTEMPTS = 3;

const believedUntil = (): Date => new Date(Date.now() + BELIEVED_MS);

/** Types whose pages can be shown as pictures. */
const PAGED: readonly string[] = ['pdf', 'image'];

/** Takes the oldest file that waits, or whose reader died. One conditional write: each is read by one process. */
async function claim(now: Date): Promise<UploadRecord | null> {
  await Uploads.updateMany(
    { state: 'reading', readingUntil: { $lt: now }, attempts: { $gte: ATTEMPTS } },
    {
      $set: {
        state: 'failed',
        readingUntil: null,
        failure: { code: 'internal', detail: '读这份文件时程序几次中断，请换一种格式' },
      },
    },
  );
  return Uploads.findOneAndUpdate(
    { $or: [{ state: 'waiting' }, { state: 'reading', readingUntil: { $lt: now } }] },
    { $set: { state: 'reading', readingUntil: believedUntil() }, $inc: { attempts: 1 } },
    { sort: { createdAt: 1 }, returnDocument: 'after' },
  ).lean<UploadRecord>();
}

/** Reads one file and stores its documents and lines; doing it again does the same. */
async function readUpload({ _id: id, expiresAt }: UploadRecord): Promise<void> {
  const bytes = await loadSourceFile(id);
  const { documents, warnings, source } = await parseFile(bytes, cityProfile, DEFAULT_LIMITS, (progress) => {
    const update = { $set: { progress, readingUntil: believedUntil() } };
    // One that fails is made good by the next page.
    void Uploads.updateOne({ _id: id, state: 'reading' }, update).catch(() => undefined);
  });
  const { lines, pages } = await keepSourceLines(id, source.text, PAGED.includes(source.type), expiresAt);
  await UploadedDocuments.deleteMany({ upload: id });
  for (const [index, document] of documents.entries()) {
    await UploadedDocuments.create({ _id: `${id}.${index}`, upload: id, index, document, accepted: null, expiresAt });
  }
  const held = documents.filter(needsReview).length;
  const read = { type: source.type, lines, pages, found: documents.length, held, warnings };
  await Uploads.updateOne({ _id: id }, { $set: { ...read, state: 'done', readingUntil: null, progress: null } });
}

/** What became of a file that could not be read. @returns whether it waits again, because other files are being read */
async function fail({ _id: id }: UploadRecord, error: AppError): Promise<boolean> {
  const busy = error.code === 'unavailable';
  const failure = { code: error.code, detail: error.message };
  const update = busy
    ? { $set: { state: 'waiting' as const, readingUntil: null }, $inc: { attempts: -1 } }
    : { $set: { state: 'failed' as const, readingUntil: null, progress: null, failure } };
  await Uploads.updateOne({ _id: id }, update);
  return busy;
}

let running: Promise<void> | null = null;

async function readAll(): Promise<void> {
  for (let upload = await claim(new Date()); upload !== null; upload = await claim(new Date())) {
    try {
      await readUpload(upload);
    } catch (error) {
      // Anything else is the database's; another attempt follows when this one is no longer believed to live.
      if (!(error instanceof AppError)) throw error;
      if (await fail(upload, error)) return;
    }
  }
}

/** Reads every file that waits, one after the other in this process. Called after an upload, and by a job for what a crash left. */
export function readWaitingImports(): Promise<void> {
  running ??= readAll().finally(() => {
    running = null;
  });
  return running;
}
