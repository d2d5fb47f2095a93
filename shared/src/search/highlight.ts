/** A piece of text; `hit` parts are to be highlighted. */
export interface TextPart {
  text: string;
  hit: boolean;
}

/** Cuts `text` at the places where one of `found` stands (compared without case and width); adjoining hits are joined. */
export function highlightParts(text: string, found: Iterable<string>): TextPart[] {
  const plain = Array.from(text, (char) => {
    const folded = char.normalize('NFKC').toLowerCase();
    return folded.length === char.length ? folded : char;
  }).join('');
  const hits = new Array<boolean>(text.length).fill(false);
  for (const word of found) {
    if (word === '') continue;
    for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + 1)) {
      hits.fill(true, at, at + word.length);
    }
  }
  const parts: TextPart[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const last = parts.at(-1);
    const hit = hits[i] as boolean;
    if (last?.hit === hit) last.text += text[i];
    else parts.push({ text: text[i] as string, hit });
  }
  return parts;
}
