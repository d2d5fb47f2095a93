import { plainRadicals, simplified } from '../characters';

const DIGITS = '零一二三四五六七八九';
const DIGIT_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...DIGITS].map((char, digit) => [char, `${digit}`])),
  〇: '0',
  幺: '1',
  两: '2',
};
/** A number said digit by digit: five and more, a year, or an emergency number. */
const SAID_DIGITS =
  /[〇零一二三四五六七八九幺两]{5,}|[〇零一二三四五六七八九]{4}(?=年)|(?:一一[零〇九]|一二[零〇二]|幺幺[零〇九]|幺[二两][零〇])/g;

/** A query in the characters that texts are written with: simplified, no radicals, digits as digits. */
export function plainCharacters(query: string): string {
  const folded = plainRadicals(query.normalize('NFKC'));
  return simplified(folded).replace(SAID_DIGITS, (said) => [...said].map((char) => DIGIT_OF[char] ?? char).join(''));
}
