import type { Glyph } from './drawnPage';
import { isTrusted } from './fontTrust';
import type { PdfFont } from './pdfjs';

/** Letters with their codes; narrow ones have half the width. */
function glyphs(text: string, codes: readonly number[], width = 12): Glyph[] {
  return [...text].map((letter, at) => ({
    text: letter,
    code: codes[at] ?? 0,
    width,
    size: 12,
    x: at * 12,
    y: 0,
    angle: 0,
    font: 'f',
    order: at,
    tone: 0,
    alpha: 1,
    invisible: false,
  }));
}
const asCodes = (codes: readonly number[], width = 12): Glyph[] => glyphs(String.fromCharCode(...codes), codes, width);
const ascii = Array.from({ length: 127 }, (_, code) => (code < 32 ? undefined : String.fromCharCode(code)));
const font = (more: Partial<PdfFont>): PdfFont => ({ name: 'ABCDEF+Song', missingFile: false, ...more });

test.each([
  ['a map of its own', font({ toUnicode: { _map: [undefined, '山', '城'] } }), glyphs('山城', [1, 2])],
  [
    'a predefined Chinese map',
    font({ composite: true, toUnicode: { _map: [] }, missingFile: true }),
    glyphs('山', [0x5c71]),
  ],
  ['Latin text in a plain font', font({ toUnicode: { _map: ascii } }), asCodes([50, 48, 50, 52, 46, 53], 6)],
  ['Latin words', font({ toUnicode: { _map: ascii } }), asCodes([...Buffer.from('www.sz.gov.cn')], 6)],
  [
    'names of characters',
    font({ toUnicode: { _map: ascii }, differences: [undefined, 'one', 'two', 'three'] }),
    glyphs('123', [1, 2, 3], 6),
  ],
  [
    'counted names with a map',
    font({ isType3Font: true, toUnicode: { _map: [undefined, '山'] }, differences: [undefined, 'g3D'] }),
    glyphs('山', [1]),
  ],
])('%s is believed', (_, of, letters) => expect(isTrusted(of, letters)).toBe(true));

test.each([
  ['codes of an identity map', font({ composite: true, toUnicode: {} }), asCodes([0x1234, 0x0456, 0x4e01])],
  ['signs instead of letters', font({ toUnicode: { _map: ascii } }), asCodes([33, 34, 35, 40, 36, 33, 37])],
  ['Latin letters as wide as Chinese ones', font({ toUnicode: { _map: ascii } }), asCodes([65, 82, 75, 65, 66, 90])],
  ['digits given out as they came', font({ toUnicode: { _map: ascii } }), asCodes([48, 49, 50, 49, 51, 52], 6)],
  [
    'counted names',
    font({ isType3Font: true, toUnicode: { _map: [] }, differences: [undefined, 'a1', 'a2', 'a3'] }),
    asCodes([1, 2, 3]),
  ],
  [
    'counted names read as numbers',
    font({ toUnicode: { _map: ascii }, differences: [undefined, 'g41', 'g42'] }),
    glyphs('AB', [1, 2]),
  ],
  ['control characters', font({ toUnicode: { _map: [] } }), asCodes([1, 2, 3, 4])],
  ['the private area', font({ toUnicode: { _map: [] } }), glyphs('\ue001\ue002', [1, 2])],
])('%s are not believed', (_, of, letters) => expect(isTrusted(of, letters)).toBe(false));
