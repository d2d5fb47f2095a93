import * as z from 'zod';
import { civilDate } from './common';

/** Where a reader can link to: `第四十一条`, `三`, `附件2`. Unique in its document. */
const anchor = z.string().min(1).max(40).optional();

/** Why a person must compare this block with the printed page; absent when the importer is sure of it. */
const doubt = z.string().min(1).max(200).optional();

/** A piece of a document's body in reading order. Blocks after an `annex` belong to it until the next `annex`. */
export const block = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('heading'), level: z.int().min(1).max(5), text: z.string(), anchor }),
    z.object({ type: z.literal('paragraph'), text: z.string(), anchor }),
    z.object({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.string()), doubt }),
    z.object({
      type: z.literal('table'),
      caption: z.string().optional(),
      header: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      doubt,
    }),
    z.object({ type: z.literal('note'), text: z.string() }),
    z.object({ type: z.literal('signature'), issuers: z.array(z.string()), date: civilDate.nullable() }),
    z.object({ type: z.literal('annex'), title: z.string(), anchor }),
  ])
  .meta({ id: 'Block' });
export type Block = z.infer<typeof block>;

const FACT_KINDS = [
  'period',
  'area',
  'forbidden',
  'required',
  'audience',
  'penalty',
  'hotline',
  'amount',
  'deadline',
] as const;

/** A key fact (要点): one statement a resident needs, with the sentence it rests on. Without a source it cannot exist. */
export const keyFact = z
  .object({
    kind: z.enum(FACT_KINDS),
    label: z.string().min(1).max(20),
    value: z.string().min(1).max(300),
    source: z.object({
      quote: z.string().min(1).max(600).meta({ description: 'the sentence as it stands in the body' }),
      block: z.int().min(0).meta({ description: 'index of the block that holds the sentence' }),
    }),
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: 'KeyFact' });
export type KeyFact = z.infer<typeof keyFact>;
