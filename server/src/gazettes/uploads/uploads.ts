import { randomBytes } from 'node:crypto';
import type { FoundDocument, GazetteUpload, StaffAccount } from '@shuozhi/shared/api';
import { AppError } from '../../errors';
import { importDocuments, needsReview, type ImportedDocument } from '../importDocuments';
import { parseFile } from '../parseFile';
import { cityProfile } from '../profile';
import type { ParsedDocument } from '../types';
import { UploadedDocuments, Uploads } from './model';

const KEPT_DAYS = 7;
const DAY_MS = 24 * 3600 * 1000;

function found(document: ParsedDocument, index: number): FoundDocument {
  const {
    docNo,
    title,
    kind,
    issuers,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    topics,
    blocks,
    confidence,
    fields,
    warnings,
  } = document;
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
    confidence,
    fields,
    warnings,
    needsReview: needsReview(document),
  };
}

/**
 * Parses an uploaded file and keeps its documents until somebody accepts them, at most seven days.
 * @param by the staff account's id
 * @throws AppError as parseFile says
 */
export async function receiveUpload(
  file: { filename: string; bytes: Uint8Array },
  by: string,
  now: Date,
): Promise<GazetteUpload> {
  const { documents, warnings } = await parseFile(file.bytes, cityProfile);
  const id = `g${randomBytes(8).toString('hex')}`;
  const expiresAt = new Date(now.getTime() + KEPT_DAYS * DAY_MS);
  await UploadedDocuments.insertMany(
    documents.map((document, index) => ({ _id: `${id}.${index}`, upload: id, index, document, expiresAt })),
  );
  await Uploads.create({ _id: id, filename: file.filename, by, warnings, createdAt: now, expiresAt });
  return {
    id,
    filename: file.filename,
    expiresAt: expiresAt.toISOString(),
    documents: documents.map(found),
    warnings,
  };
}

/**
 * Stores the chosen documents of an upload as drafts, whose authors are who uploaded the file and who accepts them. May be
 * repeated: what is stored already is not changed.
 * @param indexes places of the documents in the file; undefined means all
 * @throws AppError `import_not_found` when the upload is unknown or forgotten, `forbidden` for documents of others than their
 * department
 */
export async function acceptUpload(
  id: string,
  indexes: readonly number[] | undefined,
  by: Pick<StaffAccount, 'id' | 'department'>,
  now: Date,
): Promise<ImportedDocument[]> {
  const upload = await Uploads.findById(id, 'by').lean<{ by: string }>();
  if (upload === null) throw new AppError('import_not_found');
  const chosen = indexes === undefined ? {} : { index: { $in: [...indexes] } };
  const records = await UploadedDocuments.find({ upload: id, ...chosen })
    .sort({ index: 1 })
    .lean();
  return importDocuments(
    records.map((record) => record.document),
    { publish: false, actor: by.id, department: by.department, uploader: upload.by, now },
  );
}
