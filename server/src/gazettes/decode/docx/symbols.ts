/** Signs of the symbol fonts that forms and lists use, by font and code. */
const SYMBOLS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: {
    0x6c: '●',
    0x6e: '■',
    0x6f: '□',
    0x71: '□',
    0x75: '◆',
    0x76: '◆',
    0xa1: '○',
    0xa8: '□',
    0xd8: '➢',
    0xe0: '→',
    0xfb: '✗',
    0xfc: '✓',
    0xfd: '☒',
    0xfe: '☑',
  },
  'wingdings 2': { 0x50: '✓', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0xa3: '□', 0x2a: '□' },
  symbol: { 0xb0: '°', 0xb1: '±', 0xb3: '≥', 0xa3: '≤', 0xb4: '×', 0xb8: '÷', 0xb7: '•', 0x6d: 'μ', 0x57: 'Ω' },
};

/** The sign for a character of a symbol font; null when it is not known. */
export function symbolText(font: string, code: number): string | null {
  return SYMBOLS[font.toLowerCase()]?.[code & 0xff] ?? null;
}
