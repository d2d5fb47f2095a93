import { normalizeText, type Lexicon } from '@shuozhi/shared';
import { generalJieba, generalTfIdf } from '../words';

/** Telling words kept of an ordinary body; a long one may keep more. */
const WORDS = 60;
const CHARACTERS_PER_WORD = 400;
const MOST_WORDS = 400;

const DOC_NO = /([\u4e00-\u9fff]*)[^\u4e00-\u9fff\d]?(\d{4})\D{1,2}(\d{1,3})号/;

/** The document number in a text as a token, `朔政发2020-12号`, and the text without it; null when there is none. */
export function docNoToken(text: string): { token: string; rest: string } | null {
  const match = DOC_NO.exec(text.normalize('NFKC').replace(/\s+/g, ''));
  if (!match) return null;
  return {
    token: `${match[1]}${match[2]}-${match[3]}号`,
    rest: text.normalize('NFKC').replace(/\s+/g, '').replace(match[0], ' '),
  };
}

/** The token of a number whose letters were left out (`2020-12号`). */
export const bareDocNo = (token: string): string => token.replace(/^[\u4e00-\u9fff]+/, '');

const isWord = (text: string) => text.length > 1 && /[\p{L}]/u.test(text);

function count(text: string, word: string): number {
  let n = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) n += 1;
  return n;
}

export interface NoticeTokens {
  tokens: string[];
  counts: number[];
  titleTokens: number;
}

/**
 * The words a notice is found by: those of its title and number, every word of the maintained vocabulary that stands in
 * it, and the most telling other words by TF-IDF.
 */
export function tokensOfNotice(
  notice: { title: string; docNo: string | null; body: string },
  lexicon: Lexicon,
): NoticeTokens {
  const title = normalizeText(notice.title);
  const body = normalizeText(notice.body);
  const maintained = [...lexicon.words()].filter((word) => word.length > 1 && lexicon.kindOf(word) === 'content');
  const number = notice.docNo === null ? null : docNoToken(notice.docNo);
  const numbers = number === null ? [] : [number.token, bareDocNo(number.token)];
  const inTitle = new Set([
    ...numbers,
    ...maintained.filter((word) => title.includes(word)),
    ...generalJieba()
      .cutForSearch(title, true)
      .filter((word) => isWord(word) && lexicon.kindOf(word) !== 'dropped'),
  ]);
  const room = Math.min(MOST_WORDS, Math.max(WORDS, Math.round(body.length / CHARACTERS_PER_WORD)));
  const telling = generalTfIdf()
    .extractKeywords(generalJieba(), body, room)
    .map(({ keyword }) => keyword)
    .filter(isWord);
  const rest = new Set([...maintained.filter((word) => body.includes(word)), ...telling]);
  for (const word of inTitle) rest.delete(word);
  const tokens = [...inTitle, ...rest];
  return { tokens, counts: tokens.map((token) => Math.max(1, count(body, token))), titleTokens: inTitle.size };
}
