/**
 * The ledger of consents (授权次数) of one resident for one kind of message. WeChat has no query for what is left, so we
 * count: one accept of a one-time template (一次性) is one send, a long-term accept (长期) any number.
 */
export interface LedgerEntry {
  left: number;
  longTerm: boolean;
  /** The last campaigns that took a credit here; makes taking and giving back repeatable. */
  held: string[];
  /** Accepts seen from one side only, waiting for the other side's report of the same tap. */
  marks: AcceptMark[];
}

/** The app and WeChat's callback both report the same tap; whoever comes second must not count again. */
export type AcceptSource = 'app' | 'wechat';
export interface AcceptMark {
  source: AcceptSource;
  /** Milliseconds since 1970. */
  at: number;
}

export type ConsentChange =
  | { kind: 'accept'; source: AcceptSource; at: number }
  /** Declined this once: earlier one-time accepts stay good, a long-term consent ends. */
  | { kind: 'decline' }
  /** Switched off in the settings, banned, or refused by WeChat (43101): nothing can be sent any more. */
  | { kind: 'off' };

/** Two reports this close are of one tap; WeChat's callbacks may come late when it is busy. */
export const SAME_TAP_MS = 10 * 60 * 1000;
const MARKS_KEPT = 10;
/** WeChat lets accepts add up without end; a limit keeps a broken client from inventing thousands. */
const MOST_CREDITS = 200;

export const EMPTY_ENTRY: LedgerEntry = { left: 0, longTerm: false, held: [], marks: [] };

/** What a word of WeChat means: `accept`, `acceptWithAudio` … count, `filter` says nothing about this resident. */
export function consentOf(word: string): 'accept' | 'decline' | 'off' | null {
  if (word.startsWith('accept')) return 'accept';
  if (word === 'reject') return 'decline';
  return word === 'ban' ? 'off' : null;
}

/** The entry after `change`; `longTerm` says which sort of template it is. Pure. */
export function applyConsent(entry: LedgerEntry, change: ConsentChange, longTerm: boolean): LedgerEntry {
  if (change.kind === 'off') return EMPTY_ENTRY;
  if (change.kind === 'decline') return { ...entry, longTerm: false };
  if (longTerm) return { ...entry, longTerm: true };
  const fresh = entry.marks.filter((mark) => Math.abs(change.at - mark.at) <= SAME_TAP_MS);
  const twin = fresh.findIndex((mark) => mark.source !== change.source);
  if (twin >= 0) return { ...entry, marks: fresh.filter((_, index) => index !== twin) };
  return {
    ...entry,
    left: Math.min(entry.left + 1, MOST_CREDITS),
    marks: [...fresh, { source: change.source, at: change.at }].slice(-MARKS_KEPT),
  };
}

/** Whether one more message of this kind may be sent. */
export function hasCredit(entry: LedgerEntry | undefined): boolean {
  return entry !== undefined && (entry.longTerm || entry.left > 0);
}
