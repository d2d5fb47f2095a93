import { assertDepartment, upsertImportedNotice, type ImportOutcome } from '../notices';
import { toDraft } from './toDraft';
import type { ParsedDocument } from './types';

/** Below this a person must confirm the text before it can be published. */
const REVIEW_BELOW = 0.75;

/** Whether a person must confirm the document before it can be published. */
export function needsReview(document: ParsedDocument): boolean {
  return document.confidence < REVIEW_BELOW;
}

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
 * @param options.uploader who brought the file, where that was somebody else: an author too
 */
export async function importDocuments(
  documents: readonly ParsedDocument[],
  options: { publish: boolean; actor: string | null; department?: string | null; uploader?: string; now: Date },
): Promise<ImportedDocument[]> {
  const drafts = documents.map((document) => ({ document, draft: toDraft(document) }));
  assertDepartment({ department: options.department }, ...drafts.map(({ draft }) => draft));
  const results: ImportedDocument[] = [];
  for (const { document, draft } of drafts) {
    const review = needsReview(document);
    const { confidence, warnings } = document;
    const stored = await upsertImportedNotice({ draft, confidence, warnings, needsReview: review }, options);
    const { noticeId, outcome, published } = stored;
    results.push({ docNo: document.docNo, title: document.title, noticeId, outcome, published, needsReview: review });
  }
  return results;
}
