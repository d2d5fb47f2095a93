/**
 * Text as it is compared: full-width letters and digits folded, lower case, everything but letters and digits a
 * single space, none at the ends.
 */
export function normalizeText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether `text` is typed in Latin letters only (pinyin or initials), spaces and apostrophes allowed. */
export function isLetters(text: string): boolean {
  return /^[a-z][a-z' ]*$/i.test(text);
}

/** Letters of a pinyin query without its spaces and apostrophes, lower case. */
export function plainLetters(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
