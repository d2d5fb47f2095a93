const END = /[。！？；\n]/;

/** The sentence (句子) of a text that holds the place, with its end mark. */
export function sentenceAt(text: string, place: number): string {
  let from = Math.min(place, text.length);
  while (from > 0 && !END.test(text[from - 1] ?? '')) from--;
  let to = from;
  while (to < text.length && !END.test(text[to] ?? '')) to++;
  return text.slice(from, to + 1).trim();
}
