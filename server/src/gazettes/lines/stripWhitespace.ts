/** Text without any white space: the form in which broken lines cannot hide a match. */
export function stripWhitespace(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, '') : text;
}
