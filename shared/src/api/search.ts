import * as z from 'zod';
import { civilDate, identifier } from './common';
import { itemSummary } from './item';
import { noticeSummary } from './notice';

export const searchQuery = z.object({
  q: z.string().trim().min(1, '请输入要查的词').max(100),
  limit: z.coerce.number().int().min(1).max(20).default(10),
  exact: z.stringbool().default(false).meta({ description: 'nothing is taken for a slip of writing' }),
});

/** A piece of text; `hit` parts are to be highlighted. */
export const highlightPart = z.object({ text: z.string(), hit: z.boolean() });
export type HighlightPart = z.infer<typeof highlightPart>;

/** The sentence that answers, and where it stands. */
const passage = z.object({
  parts: z.array(highlightPart),
  block: z.int(),
  anchor: z.string().nullable(),
});

/** `answer`: surely answers; `related`: lies near; `past`: a rule of before, to be shown apart as 以前的规定. */
const NOTICE_STANDINGS = ['answer', 'related', 'past'] as const;

/** Why a notice no longer tells what holds today, and since when; `on` is null where only the year is known. */
const pastReason = z.object({ reason: z.enum(['expired', 'repealed', 'over']), on: civilDate.nullable() });

export const noticeHit = noticeSummary
  .extend({
    highlight: z.array(highlightPart),
    passage: passage.nullable(),
    score: z.number(),
    standing: z.enum(NOTICE_STANDINGS),
    past: pastReason.nullable(),
  })
  .meta({ id: 'NoticeHit' });
export type NoticeHit = z.infer<typeof noticeHit>;
const itemHit = itemSummary.extend({ highlight: z.array(highlightPart), score: z.number() }).meta({ id: 'ItemHit' });

/** One line above the results: what answers, with its source; or that only a rule of before is held. */
const searchAnswer = z.object({
  kind: z.enum(['answer', 'past']),
  text: z.string(),
  hotline: z.string().nullable().meta({ description: 'a number to call, from the notice' }),
  noticeId: z.string(),
  docNo: z.string().nullable(),
  title: z.string(),
  writtenOn: civilDate.nullable(),
  anchor: z.string().nullable(),
});

export const searchResult = z
  .object({
    notices: z.array(noticeHit).meta({ description: 'best first; those with standing past belong apart' }),
    items: z.array(itemHit),
    noticesConfident: z.boolean().meta({
      description:
        'false: no notice in force surely answers; say 没有收录这方面的通知 and offer the notices as 可能相关',
    }),
    itemsConfident: z.boolean().meta({
      description: 'false: no item surely answers; say 目录中没有该事项 and offer the items as 可能相关',
    }),
    first: z.enum(['notices', 'items']).meta({ description: 'the group that stands first' }),
    answer: searchAnswer.nullable(),
    corrected: z.string().nullable().meta({
      description: 'what was searched in place of what was typed; null when it was taken as typed',
    }),
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof searchResult>;

export const suggestQuery = z.object({
  q: z.string().trim().min(1).max(40),
  limit: z.coerce.number().int().min(1).max(10).default(8),
});
const SUGGESTION_KINDS = ['item', 'notice', 'word'] as const;
/** What the reader may be about to type. */
export const suggestions = z
  .object({ suggestions: z.array(z.object({ text: z.string(), kind: z.enum(SUGGESTION_KINDS) })) })
  .meta({ id: 'Suggestions' });
export type Suggestions = z.infer<typeof suggestions>;

/** Topics offered in the empty search box, those of the season first. */
export const hotTopics = z.object({ items: z.array(z.object({ text: z.string() })) }).meta({ id: 'HotTopics' });
export type HotTopics = z.infer<typeof hotTopics>;

export const relatedNotices = z.object({ items: z.array(noticeSummary) });
export const relatedItems = z.object({ items: z.array(itemSummary) });

const word = z.string().trim().min(1).max(20);
/** A group of words that staff add to the vocabulary of search. */
export const wordGroupInput = z
  .object({
    words: z.array(word).min(1, '请至少填一个说法').max(30).meta({ description: 'what people say' }),
    means: z.array(word).max(30).meta({ description: 'what official texts call it, most telling first' }),
    loose: z.boolean().default(false).meta({ description: 'only leads there; never makes an answer sure' }),
  })
  .refine((group) => new Set([...group.words, ...group.means]).size > 1, '请再填一个说法或正式名称');
export type WordGroupInput = z.infer<typeof wordGroupInput>;
const wordGroup = z
  .object({
    id: z.string(),
    words: z.array(z.string()),
    means: z.array(z.string()),
    loose: z.boolean(),
    updatedBy: z.string(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'WordGroup' });
export const wordGroupList = z.object({ items: z.array(wordGroup) });
export const wordGroupParams = z.object({ id: identifier });

/** The hot topics as staff set them; no months: all the year. */
export const hotTopicsInput = z.object({
  topics: z
    .array(
      z.object({ text: z.string().trim().min(1).max(20), months: z.array(z.int().min(1).max(12)).max(12).default([]) }),
    )
    .max(60),
});

/** That a result of a search was opened; nothing of who opened it. */
export const searchOpened = z.object({ q: z.string().trim().min(1).max(100) });

export const searchCountsQuery = z.object({
  kind: z.enum(['unanswered', 'unopened']).default('unanswered').meta({
    description: 'unanswered: nothing surely answered; unopened: something did, and nobody opened it',
  }),
  days: z.coerce.number().int().min(1).max(90).default(7),
});
export type SearchCountsQuery = z.output<typeof searchCountsQuery>;

/** What many asked, most first; words that fewer than three times were asked are never shown. */
export const searchCounts = z
  .object({
    items: z.array(z.object({ words: z.string(), asked: z.int(), unanswered: z.int(), opened: z.int() })),
  })
  .meta({ id: 'SearchCounts' });
export type SearchCounts = z.infer<typeof searchCounts>;

export const wordsTrialInput = z.object({
  group: wordGroupInput,
  queries: z.array(z.string().trim().min(1).max(100)).min(1, '请至少填一个问法').max(10),
});
export type WordsTrialInput = z.output<typeof wordsTrialInput>;

const trialResult = z.object({
  notices: z.array(z.object({ id: z.string(), title: z.string(), standing: z.enum(NOTICE_STANDINGS) })),
  items: z.array(z.object({ id: z.string(), name: z.string() })),
  noticesConfident: z.boolean(),
  itemsConfident: z.boolean(),
});
/** What questions find now, and what they would find with the word group. */
export const wordsTrial = z
  .object({ items: z.array(z.object({ query: z.string(), now: trialResult, then: trialResult })) })
  .meta({ id: 'WordsTrial' });
export type WordsTrial = z.infer<typeof wordsTrial>;
