import * as z from 'zod';
import { itemSummary } from './item';
import { noticeSummary } from './notice';

export const searchQuery = z.object({
  q: z.string().trim().min(1, '请输入要查的词').max(100),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

/** A piece of text; `hit` parts are to be highlighted. */
export const highlightPart = z.object({ text: z.string(), hit: z.boolean() });
export type HighlightPart = z.infer<typeof highlightPart>;

/** The sentence that answers, and where it stands. */
export const passage = z.object({
  parts: z.array(highlightPart),
  block: z.int(),
  anchor: z.string().nullable(),
});

export const noticeHit = noticeSummary
  .extend({ highlight: z.array(highlightPart), passage: passage.nullable(), score: z.number() })
  .meta({ id: 'NoticeHit' });
export type NoticeHit = z.infer<typeof noticeHit>;
export const itemHit = itemSummary
  .extend({ highlight: z.array(highlightPart), score: z.number() })
  .meta({ id: 'ItemHit' });
export type ItemHit = z.infer<typeof itemHit>;

export const searchResult = z
  .object({
    notices: z.array(noticeHit),
    items: z.array(itemHit),
    itemsConfident: z.boolean().meta({
      description: 'false: no item surely answers; say 目录中没有该事项 and offer the items as 可能相关',
    }),
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof searchResult>;
