const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  n: 'ⁿ',
};

/** Text as superscript signs (10⁻³, m²), or null when a letter has none. */
export function superscript(text: string): string | null {
  const signs = [...text].map((char) => SUPERSCRIPTS[char]);
  return signs.includes(undefined) ? null : signs.join('');
}
