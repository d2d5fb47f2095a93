/** Text without any white space: the form in which broken lines cannot hide a match. */
export function stripWhitespace(text: string): string {
  return text.replace(/\s+/g, '');
}
