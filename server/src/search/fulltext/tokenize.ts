import { normalizeText } from '@shuozhi/shared';
import { generalJieba } from '../../words';

const CHINESE = /[\u3400-\u9fff]+/g;
/** Numbers and Latin words: 12119, 5g, a telephone number. */
const OTHER = /[a-z0-9]{2,}/g;
/** Characters that bind words; with a neighbour they are no word. */
const BINDING = new Set(
  '的了和与及在是为对等将从以并或按其各该此由被把也都就而之所于至向到自有不未无已可能应须要会得着过个这那每',
);

/**
 * Calls `found` for every token of a stretch of Chinese: each word of the dictionary wherever it stands, also inside a
 * longer one, and pairs of characters that no word of the dictionary covers (names of villages and persons, new words).
 * So a word of the dictionary is found like a substring, however the sentence is cut.
 */
function tokensOfStretch(stretch: string, found: (token: string) => void): void {
  // Every position gives its single character first, then the words that begin there.
  const covered = new Uint8Array(stretch.length);
  let at = -1;
  for (const word of generalJieba().cutAll(stretch)) {
    if (word.length === 1) {
      at += 1;
      continue;
    }
    found(word);
    covered.fill(1, at, at + word.length);
  }
  for (let i = 0; i < stretch.length; i += 1) {
    if (covered[i] === 1 || BINDING.has(stretch[i] as string)) continue;
    found(stretch[i] as string);
    if (i > 0 && !BINDING.has(stretch[i - 1] as string)) found(stretch.slice(i - 1, i + 1));
    const next = stretch[i + 1];
    if (next !== undefined && covered[i + 1] === 1 && !BINDING.has(next)) found(stretch.slice(i, i + 2));
  }
}

/** The tokens of normalized text with how often each stands there. */
export function tokenCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (token: string) => counts.set(token, (counts.get(token) ?? 0) + 1);
  for (const [stretch] of text.matchAll(CHINESE)) tokensOfStretch(stretch, add);
  for (const [token] of text.matchAll(OTHER)) add(token);
  return counts;
}

/** The tokens that a text holds for sure when it holds `word`; the word itself where the dictionary knows it. */
export function tokensOfWord(word: string): string[] {
  const tokens = new Set<string>();
  const plain = normalizeText(word);
  for (const [stretch] of plain.matchAll(CHINESE)) {
    const words: string[] = [];
    tokensOfStretch(stretch, (token) => token.length > 1 && words.push(token));
    // Longest first; a token inside one that is taken says nothing more.
    words.sort((a, b) => b.length - a.length);
    for (const one of words) if (![...tokens].some((taken) => taken.includes(one))) tokens.add(one);
    if (stretch.length === 1) tokens.add(stretch);
  }
  for (const [token] of plain.matchAll(OTHER)) tokens.add(token);
  return [...tokens];
}

const DOC_NO = /([\u4e00-\u9fff]*)[^\u4e00-\u9fff\d]?(\d{4})\D{0,2}?\s*(\d{1,3})\s*号/;

/** The document number in a text as a token, `朔政发2020-12号`, and the text without it; null when there is none. */
export function docNoToken(text: string): { token: string; rest: string } | null {
  const plain = text
    .normalize('NFKC')
    .replace(/(\d)\s+(?=\d)/g, '$1-')
    .replace(/\s+/g, '');
  const match = DOC_NO.exec(plain);
  if (!match) return null;
  return { token: `${match[1]}${match[2]}-${match[3]}号`, rest: plain.replace(match[0], ' ') };
}

/** The token of a number whose letters were left out (`2020-12号`). */
export const bareDocNo = (token: string): string => token.replace(/^[\u4e00-\u9fff]+/, '');
