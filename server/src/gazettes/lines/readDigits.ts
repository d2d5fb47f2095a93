/**
 * Letters as the digits OCR takes them for (`2O22` → `2022`, `l8` → `18`); only for text where nothing but a digit can
 * stand, such as a year or a serial number. Callers report what they read this way.
 */
export function readDigits(text: string): string {
  return text
    .replace(/[OoQDОΟ]/g, '0')
    .replace(/[lI|]/g, '1')
    .replace(/[Zz]/g, '2');
}
