import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  FoundDocument,
  GazetteUpload,
  ImportedDocument as PresentedDocument,
  ImportQuery,
  ImportSummary,
  Page,
  SourceLines,
  StaffAccount,
} from '@shuozhi/shared/api';
import { keysetPage } from '../../database';
import { AppError, type ErrorCode } from '../../errors';
import { drawPage } from '../drawPage';
import { importDocuments, needsReview, type ImportedDocument } from '../importDocuments';
import { toDraft } from '../toDraft';
import { keepSourceFile, loadSourceFile, removeSourceFile } from './files';
import { SourceLineRecords, UploadedDocuments, Uploads, type UploadedDocument, type UploadRecord } from './model';
import { readWaitingImports } from './readImports';
import { readSourceLines } from './sourceLines';

const DAY_MS = 24 * 3600 * 1000;
const KEPT_MS = 7 * DAY_MS;
/** The source of what became a draft stays at hand while people work on it and ask where a word came from. */
const KEPT_ACCEPTED_MS = 180 * DAY_MS;

/** How long an upload waits for its reading before it answers that it goes on. */
const WAIT_MS = 15_000;
const LOOK_MS = 100;

const isOver = ({ state }: Pick<UploadRecord, 'state'>): boolean => state === 'done' || state === 'failed';

/** @throws AppError `import_not_found` when the upload is unknown or forgotten */
async function findUpload(id: string): Promise<UploadRecord> {
  const upload = await Uploads.findById(id).lean<UploadRecord>();
  if (!upload) throw new AppError('import_not_found');
  return upload;
}

const presentAccepted = ({ accepted = null }: UploadedDocument): FoundDocument['accepted'] =>
  accepted && { ...accepted, at: accepted.at.toISOString() };

function presentFound(record: UploadedDocument): FoundDocument {
  const { document, index } = record;
  const { docNo, title, kind, issuers, writtenOn, effectiveFrom, effectiveTo, topics, blocks, lines } = document;
  const { confidence, fields, warnings } = document;
  return {
    index,
    docNo,
    title,
    kind,
    issuer: issuers.join('、'),
    writtenOn,
    effectiveFrom,
    effectiveTo,
    topics,
    blocks: blocks.length,
    lines,
    confidence,
    fields,
    warnings,
    needsReview: needsReview(document),
    accepted: presentAccepted(record),
  };
}

function presentSummary(upload: UploadRecord, accepted: number): ImportSummary {
  const { _id: id, filename, by, state, progress, failure, type, pages, lines, found, held } = upload;
  const [createdAt, expiresAt] = [upload.createdAt.toISOString(), upload.expiresAt.toISOString()];
  return {
    id,
    filename,
    by,
    state,
    progress,
    failure,
    type,
    pages,
    lines,
    found,
    held,
    accepted,
    createdAt,
    expiresAt,
  };
}

async function presentUpload(upload: UploadRecord): Promise<GazetteUpload> {
  const records = isOver(upload)
    ? await UploadedDocuments.find({ upload: upload._id }).sort({ index: 1 }).lean<UploadedDocument[]>()
    : [];
  const accepted = records.filter((record) => record.accepted).length;
  return { ...presentSummary(upload, accepted), documents: records.map(presentFound), warnings: upload.warnings };
}

/** Forgets uploads with their files, lines and documents. */
async function forget(ids: readonly string[]): Promise<void> {
  const uploads = { upload: { $in: [...ids] } };
  for (const id of ids) await removeSourceFile(id);
  await UploadedDocuments.deleteMany(uploads);
  await SourceLineRecords.deleteMany(uploads);
  await Uploads.deleteMany({ _id: { $in: [...ids] } });
}

/**
 * Keeps an uploaded file and has it read: by a process of its own, the oldest file first. Answers when it was read, or
 * after a moment that it is still being read; whoever uploaded it asks again.
 * @param by the staff account's id
 * @throws AppError as parseFile says when the file could not be read in this moment; nothing of it is kept then
 */
export async function receiveUpload(
  file: { filename: string; bytes: Uint8Array },
  by: string,
  now: Date,
): Promise<GazetteUpload> {
  const id = `g${randomBytes(8).toString('hex')}`;
  await keepSourceFile(id, file.bytes);
  const expiresAt = new Date(now.getTime() + KEPT_MS);
  await Uploads.create({ _id: id, filename: file.filename, by, state: 'waiting', createdAt: now, expiresAt });
  // What fails here, the job makes good: the file is kept.
  readWaitingImports().catch(() => undefined);
  let upload = await findUpload(id);
  for (const end = Date.now() + WAIT_MS; !isOver(upload) && Date.now() < end;) {
    await pause(LOOK_MS);
    upload = await findUpload(id);
  }
  if (upload.failure) {
    await forget([id]);
    const { code, detail } = upload.failure;
    throw new AppError(code as ErrorCode, { detail });
  }
  return presentUpload(upload);
}

/** An upload with its documents as far as it was read. @throws AppError `import_not_found` */
export const showUpload = async (id: string): Promise<GazetteUpload> => presentUpload(await findUpload(id));

/** A page of uploads, the newest first. */
export async function listUploads(
  { state, by, ...page }: ImportQuery,
  actor: StaffAccount,
): Promise<Page<ImportSummary>> {
  const filter = { ...(state && { state }), ...(by && { by: by === 'me' ? actor.id : by }) };
  const found = Uploads.find(filter).lean<UploadRecord[]>();
  const { rows, nextCursor } = await keysetPage(found, 'createdAt', page);
  const ids = rows.map(({ _id }) => _id);
  const accepted = await UploadedDocuments.find({ upload: { $in: ids }, accepted: { $ne: null } }, 'upload').lean();
  const countOf = (id: string): number => accepted.filter(({ upload }) => upload === id).length;
  return { items: rows.map((upload) => presentSummary(upload, countOf(upload._id))), nextCursor };
}

/** A found document beside its source. @throws AppError `import_not_found` */
export async function showDocument(id: string, index: number): Promise<PresentedDocument> {
  const record = await UploadedDocuments.findOne({ upload: id, index }).lean<UploadedDocument>();
  if (!record) throw new AppError('import_not_found');
  return { ...presentFound(record), draft: toDraft(record.document), evidence: record.document.evidence };
}

/** Lines of the source, 1-based and inclusive. @throws AppError `import_not_found` */
export async function showLines(id: string, from: number, to?: number): Promise<SourceLines> {
  return readSourceLines(id, (await findUpload(id)).lines, from, to);
}

/**
 * A page of the source as it looks.
 * @returns a JPEG
 * @throws AppError `import_not_found` also when there is no such page
 */
export async function showPage(id: string, page: number): Promise<Buffer> {
  const { pages } = await findUpload(id);
  if (page > pages)
    throw new AppError('import_not_found', { detail: pages > 0 ? `文件只有 ${pages} 页` : '这种文件没有页面图片' });
  return drawPage(await loadSourceFile(id), page);
}

/**
 * Stores the chosen documents of an upload as drafts, whose authors are who uploaded the file and who accepts them. May be
 * repeated: what is stored already is not changed. The source stays at hand for half a year.
 * @param chosen.documents places of the documents in the file; undefined means all
 * @param chosen.clean only those that nobody must confirm
 * @throws AppError `import_not_found` when the upload is unknown or forgotten
 */
export async function acceptUpload(
  id: string,
  { documents: indexes, clean }: { documents?: readonly number[] | undefined; clean: boolean },
  actor: StaffAccount,
  now: Date,
): Promise<ImportedDocument[]> {
  const upload = await findUpload(id);
  const chosen = indexes === undefined ? {} : { index: { $in: [...indexes] } };
  const all = await UploadedDocuments.find({ upload: id, ...chosen })
    .sort({ index: 1 })
    .lean<UploadedDocument[]>();
  const records = clean ? all.filter(({ document }) => !needsReview(document)) : all;
  const results = await importDocuments(
    records.map(({ document }) => document),
    {
      publish: false,
      actor: actor.id,
      department: actor.department ?? null,
      uploader: upload.by,
      upload: { id, indexes: records.map(({ index }) => index) },
      now,
    },
  );
  const expiresAt = new Date(now.getTime() + KEPT_ACCEPTED_MS);
  for (const [n, { noticeId, outcome }] of results.entries()) {
    const accepted = { noticeId, outcome, by: actor.id, at: now };
    await UploadedDocuments.updateOne({ _id: records[n]?._id }, { $set: { accepted } });
  }
  await UploadedDocuments.updateMany({ upload: id }, { $set: { expiresAt } });
  await SourceLineRecords.updateMany({ upload: id }, { $set: { expiresAt } });
  await Uploads.updateOne({ _id: id }, { $set: { expiresAt } });
  return results;
}

/** Reads what waits or was left by a process that died, and forgets what is too old. For a job. */
export async function tendImports(now: Date): Promise<void> {
  await readWaitingImports();
  const old = await Uploads.find({ expiresAt: { $lt: now } }, '_id').lean();
  await forget(old.map(({ _id }) => _id));
}
