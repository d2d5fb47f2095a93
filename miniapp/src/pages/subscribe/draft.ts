import { CITYWIDE, type Level, type RegionCode, type TopicId } from '@shuozhi/shared';
import type { Subscription, SubscriptionInput } from '@shuozhi/shared/api';
import { quietOptions, text } from './text';

/** What the resident is choosing, before it is saved. */
export type Draft = SubscriptionInput;

/** The choice to start from: what was saved, or alerts for the reader's district at the first visit. */
export function draftOf(subscription: Subscription, region: string): Draft {
  const { topics, regions, lowestLevel, keywords, itemIds, quietHours, updatedAt } = subscription;
  if (updatedAt !== null) return { topics, regions, lowestLevel, keywords, itemIds, quietHours };
  return { topics: ['alert', 'fire'], regions: [region as RegionCode], lowestLevel, keywords, itemIds, quietHours };
}

const toggled = <T>(list: readonly T[], value: T) =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

/** Chooses the topic, or takes it back. */
export function withTopic(draft: Draft, topic: TopicId): Draft {
  return { ...draft, topics: toggled(draft.topics, topic) };
}

/** Chooses the region, or takes it back; the whole city and single districts exclude each other. */
export function withRegion(draft: Draft, region: RegionCode): Draft {
  if (region === CITYWIDE) return { ...draft, regions: draft.regions.includes(CITYWIDE) ? [] : [CITYWIDE] };
  return { ...draft, regions: toggled(draft.regions, region).filter((code) => code !== CITYWIDE) };
}

/** As the server takes them. */
const MOST_KEYWORDS = 10;

/** Adds a keyword, without the spaces around it; an empty, known or eleventh one changes nothing. */
export function withKeyword(draft: Draft, keyword: string): Draft {
  const word = keyword.trim();
  const full = draft.keywords.length >= MOST_KEYWORDS;
  return word === '' || full || draft.keywords.includes(word)
    ? draft
    : { ...draft, keywords: [...draft.keywords, word] };
}

/** Takes a keyword out. */
export function withoutKeyword(draft: Draft, keyword: string): Draft {
  return { ...draft, keywords: draft.keywords.filter((other) => other !== keyword) };
}

/** Sets the lowest alert level. */
export function withLevel(draft: Draft, lowestLevel: Level): Draft {
  return { ...draft, lowestLevel };
}

/** Sets the quiet hours by the id of the option. */
export function withQuiet(draft: Draft, id: string): Draft {
  const [from, to] = id.split('-');
  return { ...draft, quietHours: from && to ? { from, to } : null };
}

/** The option that stands for the draft's quiet hours; its own words when it is none of ours. */
export function quietId({ quietHours }: Draft): string {
  return quietHours === null ? (quietOptions[0]?.id ?? '') : `${quietHours.from}-${quietHours.to}`;
}

/** What still keeps the draft from being saved, in words; null when nothing does. */
export function missing(draft: Draft): string | null {
  if (draft.topics.length === 0) return text.needTopic;
  return draft.regions.length === 0 ? text.needRegion : null;
}
