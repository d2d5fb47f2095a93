import { assertDepartment, upsertImportedNotice, type ImportOutcome } from '../notices';
import { DECISIVE } from './review/reviewOf';
import { toDraft } from './toDraft';
import type { ParsedDocument } from './types';

/** Below this a person must confirm the text before it can be published. */
const REVIEW_BELOW = 0.75;

/** Whether a person must confirm the document before it can be published. */
export function needsReview(document: ParsedDocument): boolean {
  return document.confidence < REVIEW_BELOW;
}

/** Which draft members a field of the importer stands for, where they have other names. */
const MEMBERS: Record<string, readonly string[]> = { effective: ['effectiveFrom', 'effectiveTo'], body: ['blocks'] };

/** The fields that a person must hold against the source, with what the importer says of them. */
function doubtfulFields({ fields, warnings }: ParsedDocument) {
  return DECISIVE.filter((field) => (fields[field] ?? 1) < REVIEW_BELOW).map((field) => {
    const members = MEMBERS[field] ?? [field];
    const messages = warnings.flatMap((warning) =>
      warning.field !== null && members.includes(warning.field) ? [warning.message] : [],
    );
    return { field, reason: messages.length > 0 ? [...new Set(messages)].join('；').slice(0, LONGEST_REASON) : null };
  });
}

const LONGEST_REASON = 500;

export interface ImportedDocument {
  docNo: string | null;
  title: string;
  noticeId: string;
  outcome: ImportOutcome;
  published: boolean;
  needsReview: boolean;
}

/**
 * Stores documents as drafts, or publishes them without pushing. Idempotent: the same text changes nothing, a changed
 * one becomes a revision. All drafts are built before the first is stored, so a document that cannot be one stores none.
 * @param options.actor who imports: a staff id, or null for the command
 * @param options.department of who imports, where they belong to one: they bring its documents only
 * @param options.upload the upload that the documents are from, and the place of each in it
 * @param options.uploader who brought the file, where that was somebody else: an author too
 */
export async function importDocuments(
  documents: readonly ParsedDocument[],
  options: {
    publish: boolean;
    actor: string | null;
    department?: string | null;
    uploader?: string;
    upload?: { id: string; indexes: readonly number[] };
    now: Date;
  },
): Promise<ImportedDocument[]> {
  const drafts = documents.map((document) => ({ document, draft: toDraft(document) }));
  assertDepartment({ department: options.department }, ...drafts.map(({ draft }) => draft));
  const results: ImportedDocument[] = [];
  for (const [n, { document, draft }] of drafts.entries()) {
    const review = needsReview(document);
    const { confidence, warnings } = document;
    const doubts = review ? doubtfulFields(document) : [];
    const index = options.upload?.indexes[n];
    const source = options.upload && index !== undefined ? { upload: options.upload.id, document: index } : null;
    const imported = { draft, confidence, warnings, needsReview: review, doubts, source };
    const stored = await upsertImportedNotice(imported, options);
    const { noticeId, outcome, published } = stored;
    results.push({ docNo: document.docNo, title: document.title, noticeId, outcome, published, needsReview: review });
  }
  return results;
}
