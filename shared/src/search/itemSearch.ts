import { highlightParts, type TextPart } from './highlight';
import { parseItemName, partsOfName } from './itemName';
import { buildLexicon, type Lexicon, type SearchWords } from './lexicon';
import { createTextMatcher } from './matchTexts';
import { isLetters, normalizeText, plainLetters } from './normalize';
import { createPinyin, type Pinyin, type PinyinTable } from './pinyin';
import { planQuery, type QueryPlan } from './queryPlan';
import type { Segmenter } from './segment';
import { rankBySpelling } from './spelling';
import { focusOf, matchTerm, toSurface, type Match, type Surface } from './surface';

/** What the ranking needs to know of an item. */
export interface SearchableItem {
  id: string;
  name: string;
  department: string;
}

export interface ItemSearchData<T extends SearchableItem> {
  items: readonly T[];
  /** Everyday names of items by item id. */
  names: Readonly<Record<string, readonly string[]>>;
  /** Other names of departments. */
  departments: Readonly<Record<string, readonly string[]>>;
  words: SearchWords;
  /** Words found in the names of items; helps to cut queries where no segmenter is at hand. */
  subjects: readonly string[];
  pinyin: PinyinTable;
}

export interface RankedItem<T> {
  item: T;
  score: number;
  parts: TextPart[];
}

export interface ItemSearchResult<T> {
  items: RankedItem<T>[];
  /** True when the first item surely answers: it covers the meaningful words of the query and is about them. */
  confident: boolean;
  /** What was taken for a slip of writing, and what was meant. */
  corrections: QueryPlan['corrections'];
}

export interface ItemSearch<T> {
  /** `exact`: nothing is taken for a slip of writing. */
  search: (query: string, limit: number, exact?: boolean) => ItemSearchResult<T>;
  lexicon: Lexicon;
  pinyin: Pinyin;
}

interface Entry<T> {
  item: T;
  text: string;
  /** The name without its limits and exclusions. */
  head: string;
  department: string;
  surfaces: Surface[];
  everyday: string[];
  excludes: string;
  only: string;
}

interface Judged<T> {
  entry: Entry<T>;
  score: number;
  coverage: number;
  focus: number;
  /** The item leaves the matter out, or is limited to something the query does not ask. */
  barred: boolean;
  found: string[];
}

/** Synonyms (0.9) and the first two official terms (0.8, 0.76) pass; vaguer relations never make an answer sure. */
const COVERAGE_BAR = 0.75;
const FOCUS_BAR = 0.55;
const FOUND = 0.5;
const DEPARTMENT = 0.3;
const LOWEST_SCORE = 0.12;

function toEntry<T extends SearchableItem>(item: T, data: ItemSearchData<T>, lexicon: Lexicon): Entry<T> {
  const names = data.names[item.id] ?? [];
  const { head, excludes, only } = parseItemName(item.name);
  const texts = [head, ...partsOfName(head), ...names, ...(only === '' ? [] : partsOfName(only))];
  const surfaces = [...new Set(texts)].map((text) => toSurface(text, lexicon)).filter((s) => s !== null);
  return {
    item,
    text: normalizeText(`${head} ${only} ${names.join(' ')}`),
    head: normalizeText(head),
    department: normalizeText([item.department, ...(data.departments[item.department] ?? [])].join(' ')),
    surfaces,
    everyday: names.map(normalizeText),
    excludes: normalizeText(excludes),
    only: normalizeText(`${only} ${only === '' ? '' : names.join(' ')}`),
  };
}

function judge<T>(
  entry: Entry<T>,
  plan: QueryPlan,
  matches: readonly Match[],
  idf: readonly number[],
  inDepartment: readonly ReadonlyMap<string, number>[],
): Judged<T> | null {
  const found: string[] = [];
  let sum = 0;
  let covered = 0;
  let total = 0;
  let excluded = false;
  let inOnly = false;
  plan.terms.forEach((term, i) => {
    const match = matches[i] as Match;
    total += term.importance;
    covered += term.importance * match.quality;
    const quality = match.quality || (inDepartment[i]?.get(entry.department) ?? 0);
    sum += term.importance * (idf[i] as number) * quality;
    if (match.quality > 0) found.push(match.found);
    if (term.importance < FOUND) return;
    if (match.quality < FOUND && entry.excludes !== '' && matchTerm(term, entry.excludes).quality > FOUND)
      excluded = true;
    const inLimit = entry.only === '' ? null : matchTerm(term, entry.only);
    if (inLimit !== null && inLimit.quality > FOUND && !entry.head.includes(inLimit.found)) inOnly = true;
  });
  if (sum === 0) return null;
  const barred = excluded || (entry.only !== '' && !inOnly);
  const focus = Math.max(0, ...entry.surfaces.map((surface) => focusOf(surface, found)));
  const coverage = covered / total;
  const exact = entry.everyday.includes(plan.normal) ? 1 : 0;
  const score =
    (sum / total) * (0.5 + 0.3 * focus + 0.2 * coverage) * (excluded ? 0.6 : barred ? 0.8 : 1) + exact * 0.3;
  return { entry, score, coverage, focus, barred, found };
}

/** Rarity of each term in the catalogue, 0–1: what few items bear tells more. */
function idfs(terms: number, matches: readonly (readonly Match[])[]): number[] {
  const most = Math.log(1 + matches.length);
  return Array.from({ length: terms }, (_, i) => {
    const holding = matches.filter((of) => (of[i] as Match).quality >= FOUND).length;
    return Math.log(1 + matches.length / (1 + holding)) / most;
  });
}

/** What to highlight: what was found, and every other way to say it (the name may say it differently). */
function wordsToMark(plan: QueryPlan, found: readonly string[]): string[] {
  const options = plan.terms.flatMap((term) => term.options.map((option) => option.text));
  return [...found, ...options.filter((text) => text.length > 1)];
}

/**
 * Search of a catalogue of some hundred items, in process; the same code on the server and on the phone.
 * Confidence rests on coverage alone: every meaningful word of the query must be found in the item (as it is, as a
 * synonym or as its official term), and the item must be about little else.
 * @param segmenter for words the lexicon does not know; absent on the phone
 */
export function createItemSearch<T extends SearchableItem>(
  data: ItemSearchData<T>,
  segmenter?: Segmenter,
): ItemSearch<T> {
  const pinyin = createPinyin(data.pinyin);
  const everyday = Object.values(data.names).flat();
  const lexicon = buildLexicon(data.words, [...data.subjects, ...everyday.filter((n) => n.length <= 4)], pinyin);
  const entries = data.items.map((item) => toEntry(item, data, lexicon));
  const texts = createTextMatcher(entries.map((entry) => entry.text));
  const departments = [...new Set(entries.map((entry) => entry.department))];

  function byWords(query: string, limit: number, exact: boolean): ItemSearchResult<T> {
    const plan = planQuery(query, lexicon, segmenter, exact);
    const byTerm = plan.terms.map((term) => texts.matchAll(term));
    const matches = entries.map((_, i) => byTerm.map((of) => of[i] as Match));
    const inDepartment = plan.terms.map(
      (term) => new Map(departments.map((text) => [text, matchTerm(term, text).quality * DEPARTMENT])),
    );
    const idf = idfs(plan.terms.length, matches);
    const judged = entries
      .map((entry, i) => judge(entry, plan, matches[i] as Match[], idf, inDepartment))
      .filter((one) => one !== null && one.score >= LOWEST_SCORE) as Judged<T>[];
    judged.sort((a, b) => b.score - a.score || a.entry.text.length - b.entry.text.length);
    const [top] = judged;
    const confident =
      top !== undefined && plan.hasSubject && !top.barred && top.coverage >= COVERAGE_BAR && top.focus >= FOCUS_BAR;
    return {
      items: judged.slice(0, limit).map(({ entry, score, found }) => ({
        item: entry.item,
        score,
        parts: highlightParts(entry.item.name, wordsToMark(plan, found)),
      })),
      confident,
      corrections: plan.corrections,
    };
  }

  function bySpelling(letters: string, limit: number): ItemSearchResult<T> {
    const ranked = rankBySpelling(
      letters,
      entries.map((entry) => [normalizeText(entry.item.name), ...entry.everyday]),
      pinyin,
    );
    const items = ranked.slice(0, limit).map(({ index, score, found }) => {
      const { item } = entries[index] as Entry<T>;
      return { item, score, parts: highlightParts(item.name, [found]) };
    });
    return { items, confident: (ranked[0]?.sure ?? false) === true, corrections: [] };
  }

  return {
    lexicon,
    pinyin,
    search: (query, limit, exact = false) => {
      const letters = plainLetters(query);
      const spelt = isLetters(query.trim()) && lexicon.kindOf(normalizeText(query)) === undefined;
      return spelt ? bySpelling(letters, limit) : byWords(query, limit, exact);
    },
  };
}
