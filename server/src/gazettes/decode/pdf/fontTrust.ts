import type { Glyph } from './drawnPage';
import type { PdfFont } from './pdfjs';

/** Signs that official Chinese texts hardly use; a font whose letters came out as these has no text behind its shapes. */
const ODD_SIGNS = /[!"#$&'*+;<=>?@\\^_`{|}~]/;
const ODD_SHARE = 0.2;
/** Codes given out one after the other, as the letters first came: 0x21, 0x22, 0x23 … */
const LEAST_SEQUENCE = 3;
/** Width of a Chinese letter in thousandths of its size; Latin letters, digits and signs are narrower. */
const FULL_WIDTH = 0.9;
const WIDE_LATIN = /[MW@%—–]/;
/** Control characters, the private area and unassigned code points are no text. */
const NO_TEXT = /[\p{Cc}\p{Co}\p{Cn}\ufffd]/u;

const codesInOrder = (glyphs: readonly Glyph[]): number[] => [...new Set(glyphs.map((glyph) => glyph.code))];

/** Codes that were given out in the order of first use say nothing about the letters they stand for. */
function isGivenOut(glyphs: readonly Glyph[]): boolean {
  const codes = codesInOrder(glyphs);
  return codes.length >= LEAST_SEQUENCE && codes.every((code, at) => at === 0 || code === (codes[at - 1] ?? 0) + 1);
}

/** Without a map of its own, pdf.js reads a simple font's codes as ASCII: the map then holds far more than was used. */
const hasWholeAscii = (font: PdfFont): boolean =>
  Array.from({ length: 94 }, (_, at) => at + 33).filter((code) => font.toUnicode?._map?.[code] !== undefined).length >
  90;

/** A glyph name that only counts: a12, g3F, glyph7, cid123. It names no character. */
const COUNTED = /^(?!u(?:ni)?[0-9A-F]{4,6}$)(?:[a-z]{1,5}|glyph|index)_?[0-9A-F]*\d[0-9A-F]*$/i;

const nameOf = (font: PdfFont, glyph: Glyph): string => font.differences?.[glyph.code] ?? '';
const isNamed = (font: PdfFont, glyph: Glyph): boolean => !['', '.notdef'].includes(nameOf(font, glyph));

/** The font names this letter without saying which it is, and pdf.js took its code or its count for it. */
function isUnnamed(font: PdfFont, glyph: Glyph): boolean {
  const name = nameOf(font, glyph);
  if (!COUNTED.test(name)) return false;
  const counted = parseInt(name.slice(1), 16);
  return [glyph.code, counted, Number(name.slice(1))].some((code) => glyph.text === String.fromCharCode(code));
}

/**
 * Whether the letters of a font can be believed. A file may draw shapes without saying which characters they are (no
 * ToUnicode map, ISO 32000-1, 9.10.3): codes then come out as other letters, silently.
 * @param glyphs what one page draws in this font, in order
 */
export function isTrusted(font: PdfFont, glyphs: readonly Glyph[]): boolean {
  const letters = glyphs.filter((glyph) => glyph.text.trim() !== '');
  if (letters.length === 0) return true;
  if (letters.filter((glyph) => NO_TEXT.test(glyph.text)).length * 4 > letters.length) return false;
  const isIdentity = font.toUnicode !== undefined && font.toUnicode._map === undefined;
  const asCode = letters.every((glyph) => glyph.text === String.fromCharCode(glyph.code));
  if (font.missingFile === true) return !(isIdentity && asCode);
  if (isIdentity && asCode) return false;
  if (letters.filter((glyph) => isUnnamed(font, glyph)).length * 2 > letters.length) return false;
  if (isIdentity || !hasWholeAscii(font) || letters.some((glyph) => isNamed(font, glyph))) return true;
  const odd = letters.filter((glyph) => ODD_SIGNS.test(glyph.text)).length;
  const full = letters.filter((glyph) => glyph.width >= glyph.size * FULL_WIDTH && !WIDE_LATIN.test(glyph.text)).length;
  return odd < letters.length * ODD_SHARE && full < letters.length * ODD_SHARE && !isGivenOut(letters);
}
