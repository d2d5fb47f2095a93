import * as z from 'zod';
import { civilDate, identifier, instant, listOf, pageQuery, topicId } from './common';
import { unfinishedDraft } from './draft';

/** What a reader should check in an imported document, and where: the line of the uploaded file. */
const importWarning = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  line: z.int().nullable(),
});

const OUTCOMES = ['created', 'unchanged', 'revised', 'proposed'] as const;

/** One document found in an uploaded gazette. */
export const foundDocument = z
  .object({
    index: z.int().meta({ description: 'its place in the file; name it to accept it' }),
    docNo: z.string().nullable(),
    title: z.string(),
    kind: z.string(),
    issuer: z.string(),
    writtenOn: civilDate.nullable(),
    effectiveFrom: civilDate.nullable(),
    effectiveTo: civilDate.nullable(),
    topics: z.array(topicId),
    blocks: z.int().meta({ description: 'how many blocks its body has' }),
    lines: z.object({ from: z.int(), to: z.int() }).meta({ description: 'first and last line of the source' }),
    confidence: z.number(),
    fields: z.record(z.string(), z.number()).meta({ description: 'confidence of each field, 0 to 1' }),
    warnings: z.array(importWarning),
    needsReview: z.boolean().meta({ description: 'a person must confirm the text before it can be published' }),
    accepted: z
      .object({ noticeId: z.string(), outcome: z.enum(OUTCOMES), by: z.string(), at: instant })
      .nullable()
      .meta({ description: 'the draft that was made of it' }),
  })
  .meta({ id: 'FoundDocument' });
export type FoundDocument = z.infer<typeof foundDocument>;

/** waiting → reading → done, or failed. */
export const IMPORT_STATES = ['waiting', 'reading', 'done', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What may have been uploaded, by its content. */
const SOURCE_TYPES = ['text', 'html', 'docx', 'doc', 'pdf', 'image'] as const;

export const importSummary = z
  .object({
    id: z.string(),
    filename: z.string(),
    by: z.string(),
    state: z.enum(IMPORT_STATES),
    progress: z
      .object({ page: z.int(), pages: z.int() })
      .nullable()
      .meta({ description: 'of scanned pages while they are recognised' }),
    failure: z
      .object({ code: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'why it could not be read, for people' }),
    type: z.enum(SOURCE_TYPES).nullable(),
    pages: z.int().meta({ description: 'pages that can be shown as pictures; 0 when the file has none' }),
    lines: z.int().meta({ description: 'lines of the source' }),
    found: z.int().meta({ description: 'documents in the file' }),
    held: z.int().meta({ description: 'those that a person must confirm' }),
    accepted: z.int(),
    createdAt: instant,
    expiresAt: instant.meta({ description: 'file, source lines and what was not accepted are forgotten then' }),
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummary = z.infer<typeof importSummary>;
export const importList = listOf(importSummary);
export const importQuery = pageQuery.extend({
  state: z.enum(IMPORT_STATES).optional(),
  by: identifier.optional().meta({ description: 'who uploaded it; `me`: the caller' }),
});
export type ImportQuery = z.infer<typeof importQuery>;

export const gazetteUpload = importSummary
  .extend({ documents: z.array(foundDocument), warnings: z.array(importWarning) })
  .meta({ id: 'GazetteUpload' });
export type GazetteUpload = z.infer<typeof gazetteUpload>;

/** The words of the source that a found value rests on. */
const evidence = z.object({ quote: z.string(), line: z.int(), confidence: z.number() });

/** A found document beside its source: the draft that accepting makes of it, and what each field rests on. */
export const importedDocument = foundDocument
  .extend({ draft: unfinishedDraft, evidence: z.record(z.string(), z.array(evidence)) })
  .meta({ id: 'ImportedDocument' });
export type ImportedDocument = z.infer<typeof importedDocument>;

export const sourceLines = z
  .object({
    total: z.int(),
    lines: z.array(
      z.object({ no: z.int(), text: z.string(), page: z.int().nullable().meta({ description: 'null: no pages' }) }),
    ),
  })
  .meta({ id: 'SourceLines' });
export type SourceLines = z.infer<typeof sourceLines>;
export const sourceLinesQuery = z.object({
  from: z.coerce.number().int().min(1).default(1),
  to: z.coerce.number().int().min(1).optional().meta({ description: 'inclusive; 500 lines at the most' }),
});

export const gazetteUploadParams = z.object({ id: identifier });
export const importedDocumentParams = z.object({ id: identifier, index: z.coerce.number().int().min(0) });
export const sourcePageParams = z.object({ id: identifier, page: z.coerce.number().int().min(1).max(5000) });
export const gazetteAccept = z.object({
  documents: z.array(z.int().min(0)).max(1000).optional().meta({ description: 'indexes; absent: all' }),
  clean: z.boolean().default(false).meta({ description: 'only those that nobody must confirm' }),
});
export const gazetteAccepted = z
  .object({
    results: z.array(
      z.object({
        docNo: z.string().nullable(),
        title: z.string(),
        noticeId: z.string(),
        outcome: z.enum(OUTCOMES),
        needsReview: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'GazetteAccepted' });
