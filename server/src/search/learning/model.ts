import { defineModel } from '../../database';

/** How often the same words were searched on one day, and whether that helped. No person, no device, no time of day. */
export interface SearchCountRecord {
  /** `2026-11-30 禁火`: the day and the words as they are compared. */
  _id: string;
  /** Civil day in Asia/Shanghai. */
  day: string;
  words: string;
  asked: number;
  /** Asked while neither notices nor items surely answered, and no earlier rule was shown as the answer. */
  unanswered: number;
  /** Times that a result was opened. */
  opened: number;
}

/** Words asked less often are not shown: what only one person typed may tell of that person. */
export const LEAST_ASKED = 3;

const count = { type: Number, default: 0 };

export const SearchCounts = defineModel<SearchCountRecord>(
  'searchcounts',
  {
    day: { type: String, required: true },
    words: { type: String, required: true },
    asked: count,
    unanswered: count,
    opened: count,
  },
  [[{ day: 1 }]],
);
