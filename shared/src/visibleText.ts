/** Characters that nobody sees: two texts that differ only in them look the same to whoever reads and approves them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/** A text of one line as people see it: white space is one space, characters without a shape are gone. */
export function visibleText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();
}

/** The year of a document number in whatever brackets a keyboard offers. */
const BRACKETED_YEAR = /[([{<〈【〖〔]((?:19|20)\d{2})[)\]}>〉】〗〕]/gu;

/**
 * A document number (发文字号) in its one spelling, the key by which a document is known: no white space, digits and
 * letters of normal width, the year in 〔〕 (GB/T 9704-2012, 7.2.5).
 */
export function normalDocNo(text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '').replace(INVISIBLE, '');
  return plain.replace(BRACKETED_YEAR, '〔$1〕');
}
