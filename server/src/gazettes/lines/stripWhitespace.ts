/** Text without any white space: the form in which broken lines cannot hide a match. */
export function stripWhitespace(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Whether `char` is a Chinese character. */
export function isHan(char: string): boolean {
  return /^[\u3400-\u9fff]$/.test(char);
}
