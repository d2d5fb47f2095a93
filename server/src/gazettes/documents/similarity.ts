/**
 * Likeness of two compact titles from 0 to 1: one minus the edit distance over the longer length. Brackets and quotes
 * do not count, they are what contents and body print differently.
 */
export function similarity(left: string, right: string): number {
  const a = plain(left);
  const b = plain(right);
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  if (Math.min(a.length, b.length) / longer < 0.5) return 0;
  return 1 - distance(a, b) / longer;
}

/** Text without brackets, quotes and white space. */
export function plain(text: string): string {
  return text.replace(/[\s《》〈〉“”"'‘’（）()〔〕[\]【】*#]/g, '');
}

/** Levenshtein distance; the texts are titles, a few hundred characters at most. */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      current.push(Math.min((current[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + same));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
