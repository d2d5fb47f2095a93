/** Refusals and acceptances among the same answers. */
export interface Answers {
  refused: number;
  accepted: number;
}

/** Fewer refusals say nothing; when WeChat accepts nobody at all, fewer are enough. */
const FEWEST = 10;
const FEWEST_OF_ALL = 5;

/** What counts as unusual. */
export interface RefusalLimits {
  /** The share of refusals in earlier campaigns of the kind, 0…1. */
  usual: number;
  /** How far above that the share may be (PUSH_REFUSAL_SHARE). */
  margin: number;
}

/**
 * Whether so many are refused that WeChat, not the people, is to be doubted: a wrong appid, a swapped environment or template
 * refuses everybody in the words that mean one person. Pure.
 */
export function isUnusual({ refused, accepted }: Answers, { usual, margin }: RefusalLimits): boolean {
  if (accepted === 0) return refused >= FEWEST_OF_ALL;
  return refused >= FEWEST && refused / (refused + accepted) > usual + margin;
}

/** How many acceptances make so many refusals usual: counting further tells nothing more. */
export function enoughAccepted(refused: number, { usual, margin }: RefusalLimits): number {
  return Math.ceil(refused * (1 / Math.min(1, usual + margin) - 1)) + 1;
}
