import { isLetters, normalizeText, plainLetters, planQuery, type ItemSearch, type Term } from '@shuozhi/shared';
import type { ItemSummary } from '@shuozhi/shared/api';
import { cutGeneral, generalJieba } from '../words';
import { readPinyin } from './readPinyin';
import { docNoToken } from './tokens';

/** Parts of a word that the vocabulary does not know: a weaker sign than the whole. */
const PART = 0.6;
const GENERIC_IMPORTANCE = 0.2;
const ASKING = 0.4;

function withParts(term: Term): Term {
  if (term.text.length < 3 || term.options.length > 1) return term;
  const parts = generalJieba()
    .cutForSearch(term.text, true)
    .filter((part) => part.length > 1 && part !== term.text);
  return { ...term, options: [...term.options, ...parts.map((text) => ({ text, weight: PART }))] };
}

/**
 * The meaningful words of a query to notices with all that counts as finding them. Letters are read as pinyin; a
 * document number is a word of its own. Words of procedure only count when nothing else was typed.
 */
export function noticeTerms(query: string, { lexicon, pinyin }: ItemSearch<ItemSummary>): Term[] {
  const number = docNoToken(query);
  const spelt = isLetters(query.trim()) && lexicon.kindOf(normalizeText(query)) === undefined;
  const text = spelt ? readPinyin(plainLetters(query), lexicon, pinyin) : (number?.rest ?? query);
  const terms = planQuery(text, lexicon, cutGeneral).terms.map(withParts);
  const telling = terms.filter((term) => term.importance > GENERIC_IMPORTANCE);
  const chosen = (telling.length > 0 ? telling : terms).map((term) =>
    lexicon.asksOf(term.text).length > 0 ? { ...term, importance: term.importance * ASKING } : term,
  );
  if (number === null) return chosen;
  return [{ text: number.token, importance: 3, options: [{ text: number.token, weight: 1 }] }, ...chosen];
}
