import {
  isLetters,
  normalizeText,
  plainLetters,
  planQuery,
  type Asks,
  type ItemSearch,
  type Lexicon,
  type Term,
} from '@shuozhi/shared';
import type { ItemSummary } from '@shuozhi/shared/api';
import { generalJieba, generalSegmenter } from '../words';
import { docNoToken } from './fulltext';
import { readPinyin } from './readPinyin';
import { plainCharacters } from './plainCharacters';

/** A query as it is understood, for notices and items alike. */
export interface QueryReading {
  /** The text that is searched: in simplified characters, digits as digits. */
  text: string;
  /** What the question asks for; empty when it only names a matter. */
  asks: readonly Asks[];
  /** A permit is asked for: 证, 许可, 执照. */
  asksPermit: boolean;
  /** Its meaningful words for notices, with all that counts as finding them. */
  terms: readonly Term[];
  /** The text with slips of writing corrected; null when it was taken as typed. */
  corrected: string | null;
  /** False when nothing but places, procedure and question words were typed. */
  hasSubject: boolean;
}

/** Parts of a word that the vocabulary does not know: a weaker sign than the whole. */
const PART = 0.6;
const GENERIC_IMPORTANCE = 0.2;
const ASKING = 0.4;
const NUMBER_IMPORTANCE = 3;
const PERMIT = /证(?!明|据|券|实)|许可|执照|批文|资质/;

function withParts(term: Term): Term {
  if (term.text.length < 3 || term.options.length > 1) return term;
  const parts = generalJieba()
    .cutForSearch(term.text, true)
    .filter((part) => part.length > 1 && part !== term.text);
  return { ...term, options: [...term.options, ...parts.map((text) => ({ text, weight: PART }))] };
}

/**
 * Reads a query. Letters are read as pinyin; a document number is a word of its own. Words of procedure only count when
 * nothing else was typed.
 * @param exact nothing is taken for a slip of writing
 */
export function readQuery(query: string, { lexicon, pinyin }: ItemSearch<ItemSummary>, exact = false): QueryReading {
  const typed = plainCharacters(query);
  const number = docNoToken(typed);
  const spelt = isLetters(typed.trim()) && lexicon.kindOf(normalizeText(typed)) === undefined;
  const text = spelt ? readPinyin(plainLetters(typed), lexicon, pinyin) : (number?.rest ?? typed);
  const plan = planQuery(text, lexicon, generalSegmenter, exact);
  const telling = plan.terms.filter((term) => term.importance > GENERIC_IMPORTANCE);
  const terms = (telling.length > 0 ? telling : plan.terms)
    .map(withParts)
    .map((term) => (lexicon.asksOf(term.text).length > 0 ? { ...term, importance: term.importance * ASKING } : term));
  if (number !== null) terms.unshift(wordOf(number.token));
  return {
    text: typed,
    asks: asksIn(normalizeText(typed), lexicon),
    asksPermit: PERMIT.test(typed),
    terms,
    corrected: plan.corrections.length === 0 ? null : correct(typed, plan.corrections),
    hasSubject: plan.hasSubject || number !== null,
  };
}

/** 能烧纸不, 让养狗吗: whether something may be done, with its matter in between. */
const MAY = /(能|可以|让|准|许|允许).{1,10}(不|吗|么|没)$/;

function asksIn(text: string, lexicon: Lexicon): Asks[] {
  const asks = lexicon.asksOf(text);
  return !asks.includes('may') && MAY.test(text) ? [...asks, 'may'] : [...asks];
}

const wordOf = (text: string): Term => ({
  text,
  importance: NUMBER_IMPORTANCE,
  options: [{ text, weight: 1 }],
  outside: false,
});

const correct = (text: string, corrections: readonly { typed: string; meant: string }[]) =>
  corrections.reduce((done, { typed, meant }) => done.replace(typed, meant), text);
