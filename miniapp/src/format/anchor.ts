/** Headings numbered 一、二、三 have only the numeral as their anchor. */
const NUMERALS = /^[一二三四五六七八九十]+$/;

/** An anchor as a place in words: 三 → 第三部分; 第四条 and 附件2 stay as they are. */
export function anchorInWords(anchor: string): string {
  return NUMERALS.test(anchor) ? `第${anchor}部分` : anchor;
}
