import * as z from 'zod';
import { civilDate, identifier, instant, topicId } from './common';

/** What a reader should check in an imported document, and where: the line of the uploaded file. */
const importWarning = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  line: z.int().nullable(),
});

/** One document found in an uploaded gazette, before anything is stored as a notice. */
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
    confidence: z.number(),
    fields: z.record(z.string(), z.number()).meta({ description: 'confidence of each field, 0 to 1' }),
    warnings: z.array(importWarning),
    needsReview: z.boolean().meta({ description: 'a person must confirm the text before it can be published' }),
  })
  .meta({ id: 'FoundDocument' });
export type FoundDocument = z.infer<typeof foundDocument>;

export const gazetteUpload = z
  .object({
    id: z.string(),
    filename: z.string(),
    expiresAt: instant.meta({ description: 'documents not accepted until then are forgotten' }),
    documents: z.array(foundDocument),
    warnings: z.array(importWarning),
  })
  .meta({ id: 'GazetteUpload' });
export type GazetteUpload = z.infer<typeof gazetteUpload>;

export const gazetteUploadParams = z.object({ id: identifier });
export const gazetteAccept = z.object({
  documents: z.array(z.int().min(0)).max(1000).optional().meta({ description: 'indexes; absent: all' }),
});
export const gazetteAccepted = z
  .object({
    results: z.array(
      z.object({
        docNo: z.string().nullable(),
        title: z.string(),
        noticeId: z.string(),
        outcome: z.enum(['created', 'unchanged', 'revised', 'proposed']),
        needsReview: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'GazetteAccepted' });
