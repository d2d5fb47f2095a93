import { RANKS, type Numbering, type Rank } from './numbering';

export interface Anchors {
  /** A unique anchor that begins with `name`. */
  of(name: string): string;
  /** The anchor of a numbered block: articles by their own number, the rest by the path of their numbers. */
  numbered(numbering: Numbering): string;
  /** Whether the current place is inside an article (条). */
  inArticle(): boolean;
  /** Begins a new annex: paths start afresh. */
  leave(): void;
}

const MAX_LENGTH = 36;

/** Gives every heading, article and annex of one document an anchor of its own. */
export function anchors(): Anchors {
  const taken = new Set<string>();
  let path: { rank: Rank; label: string }[] = [];
  const unique = (name: string): string => {
    const base = name.slice(0, MAX_LENGTH);
    let anchor = base;
    for (let count = 2; taken.has(anchor); count += 1) anchor = `${base}-${count}`;
    taken.add(anchor);
    return anchor;
  };
  return {
    of: unique,
    inArticle: () => path.some((part) => part.rank === 'article'),
    leave() {
      path = [];
    },
    numbered({ rank, label }) {
      path = [...path.filter((part) => RANKS.indexOf(part.rank) < RANKS.indexOf(rank)), { rank, label }];
      if (rank === 'article' || rank === 'chapter' || label.includes('.')) return unique(label);
      return unique(path.map((part) => part.label).join(''));
    },
  };
}
