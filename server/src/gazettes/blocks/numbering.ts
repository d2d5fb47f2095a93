/** Ranks of the numbering of official documents (GB/T 9704-2012, 7.3.3) and of statutes, outermost first. */
export const RANKS = ['chapter', 'section', 'article', 'first', 'second', 'third', 'fourth'] as const;
export type Rank = (typeof RANKS)[number];

export interface Numbering {
  rank: Rank;
  /** The number as a link names it: `第四十一条`, `三`, `（二）`, `2.1`. */
  label: string;
  /** What follows the number. */
  rest: string;
}

const HAN = '[一二三四五六七八九十百零〇]{1,5}';
const FORMS: readonly (readonly [Rank, RegExp])[] = [
  ['chapter', new RegExp(`^(第${HAN}[章编篇])\\s*(.*)$`, 's')],
  ['section', new RegExp(`^(第${HAN}节)\\s*(.*)$`, 's')],
  ['article', new RegExp(`^(第${HAN}条(?:之${HAN})?)[、：:]?\\s*(.*)$`, 's')],
  ['first', new RegExp(`^(${HAN})[、．.，]\\s*(.*)$`, 's')],
  ['second', new RegExp(`^[（(〔]\\s*(${HAN})\\s*[）)〕]\\s*(.*)$`, 's')],
  ['fourth', /^(\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\.?\s*(?![\d年月日%])(.*)$/s],
  ['third', /^(\d{1,2}\.\d{1,2})\.?\s+(?![\d年月日%])(.*)$/s],
  ['third', /^(\d{1,3})\s?[.、．]\s*(?!\d)(.*)$/s],
  ['fourth', /^[（(]\s*(\d{1,2})\s*[）)]\s*(.*)$/s],
];

/** The number a line or paragraph begins with; null when it begins with none. */
export function numberingOf(text: string): Numbering | null {
  for (const [rank, form] of FORMS) {
    const match = form.exec(text);
    if (!match) continue;
    const [, number = '', rest = ''] = match;
    const bracketed = rank === 'second' || (rank === 'fourth' && /^[（(]/.test(text));
    return { rank, label: bracketed ? `（${number}）` : number, rest };
  }
  return null;
}

/** `1 总则`, `2 组织指挥体系`: whole chapters of an emergency plan, numbered by a bare digit. */
export function plainChapter(text: string): Numbering | null {
  const match = /^(\d{1,2})\s+([\u4e00-\u9fa5 ]{2,24})$/.exec(text);
  return match ? { rank: 'first', label: match[1] ?? '', rest: match[2] ?? '' } : null;
}

const TITLES_WITHOUT_NUMBER = /^(?:前言|总则|附则|序言|引言|后记|目录)$/;

/** `前 言`, `附 则` and the like on a line of their own. */
export function isBareHeading(compact: string): boolean {
  return TITLES_WITHOUT_NUMBER.test(compact);
}
