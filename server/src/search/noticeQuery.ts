import { isLetters, normalizeText, plainLetters, planQuery, type ItemSearch, type Unit } from '@shuozhi/shared';
import type { ItemSummary } from '@shuozhi/shared/api';
import { cutGeneral, generalJieba } from '../words';
import { asksOnly } from './intents';
import { readPinyin } from './readPinyin';
import { docNoToken } from './tokens';

/** Parts of a word that the vocabulary does not know: a weaker sign than the whole. */
const PART = 0.6;
const GENERIC_IMPORTANCE = 0.2;
const ASKING = 0.4;

function withParts(unit: Unit): Unit {
  if (unit.text.length < 3 || unit.options.length > 1) return unit;
  const parts = generalJieba()
    .cutForSearch(unit.text, true)
    .filter((part) => part.length > 1 && part !== unit.text);
  return { ...unit, options: [...unit.options, ...parts.map((text) => ({ text, weight: PART }))] };
}

/**
 * The meaningful words of a query to notices with all that counts as finding them. Letters are read as pinyin; a
 * document number is a word of its own. Words of procedure only count when nothing else was typed.
 */
export function noticeUnits(query: string, { lexicon, pinyin }: ItemSearch<ItemSummary>): Unit[] {
  const number = docNoToken(query);
  const spelt = isLetters(query.trim()) && lexicon.kindOf(normalizeText(query)) === undefined;
  const text = spelt ? readPinyin(plainLetters(query), lexicon, pinyin) : (number?.rest ?? query);
  const units = planQuery(text, lexicon, cutGeneral).units.map(withParts);
  const telling = units.filter((unit) => unit.importance > GENERIC_IMPORTANCE);
  const kept = (telling.length > 0 ? telling : units).map((unit) =>
    asksOnly(unit.text) ? { ...unit, importance: unit.importance * ASKING } : unit,
  );
  if (number === null) return kept;
  return [{ text: number.token, importance: 3, options: [{ text: number.token, weight: 1 }] }, ...kept];
}
