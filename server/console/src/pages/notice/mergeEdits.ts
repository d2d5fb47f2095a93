import type { Draft } from '@/text/blockText';

export type Member = keyof Draft;
export type Edits = Partial<Draft>;

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

export const membersOf = (edits: Edits) => Object.keys(edits) as Member[];

/** The members that both people changed, each to something else. */
export function clashes(base: Draft, mine: Edits, theirs: Draft): Member[] {
  return membersOf(mine).filter((member) => !same(theirs[member], base[member]) && !same(theirs[member], mine[member]));
}

/** What of the edits was not in what was saved: written while the save was on its way. */
export function editsSince(sent: Edits, now: Edits): Edits {
  return Object.fromEntries(Object.entries(now).filter(([member, value]) => !same(value, sent[member as Member])));
}
