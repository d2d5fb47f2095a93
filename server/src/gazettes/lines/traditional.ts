import { simplified } from '../../characters';
import { stripWhitespace } from './stripWhitespace';

/** A text printed in traditional characters, read letter by letter in simplified ones, with the way back. */
export interface Simplified {
  text: string;
  /** The printed letters of a value found in `text`; null when it does not stand there in one piece. */
  printed(value: string): string | null;
}

const FEWEST = 8;
const SHARE = 0.04;
const HAN = /[\u3400-\u9fff]/g;

const known = new Map<string, string>();
function simple(letter: string): string {
  let found = known.get(letter);
  if (found === undefined) {
    const read = simplified(letter);
    found = read.length === letter.length ? read : letter;
    known.set(letter, found);
  }
  return found;
}

/**
 * Reads a traditional text letter by letter (1:1, so that places stay). Null for a simplified text: a few old letters in
 * names are no traditional text.
 */
export function simplify(text: string): Simplified | null {
  const letters = text.match(HAN) ?? [];
  const traditional = letters.filter((letter) => simple(letter) !== letter).length;
  if (traditional < FEWEST || traditional < letters.length * SHARE) return null;
  const read = text.replace(HAN, simple);
  const [compact, original] = [stripWhitespace(read), stripWhitespace(text)];
  const piece = (value: string): string | null => {
    const wanted = stripWhitespace(value);
    const at = wanted === '' ? -1 : compact.indexOf(wanted);
    if (at < 0) return null;
    let next = at;
    return [...value].map((char) => (/\s/.test(char) ? char : (original[next++] ?? char))).join('');
  };
  return { text: read, printed: (value) => piece(value) ?? sentences(value, piece) };
}

/** Sentence by sentence, where a page broke the whole. */
function sentences(value: string, piece: (part: string) => string | null): string | null {
  const parts = value.split(/(?<=[，。；：！？、\n])/);
  const read = parts.map(piece);
  return parts.length > 1 && read.some((part) => part !== null)
    ? read.map((part, at) => part ?? parts[at]).join('')
    : null;
}
