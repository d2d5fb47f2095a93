import { plainRadicals } from '../../characters';

/** Full-width digits, letters and the few signs that numbers use; Chinese punctuation stays as printed. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ％．－＋／]/g;

function narrow(text: string): string {
  return text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/** `$PM_{2.5}$` → `PM2.5`: the inline formulas that OCR writes. */
function plainFormula(text: string): string {
  if (!text.includes('$') && !text.includes('_{') && !text.includes('^{')) return text;
  return text
    .replace(/[_^]\{([^{}]*)\}/g, '$1')
    .replace(/\\(?:mathrm|text|rm)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\$([^$\n]{1,60})\$/g, '$1');
}

/** Quote, heading and emphasis marks before a line, in any order, with or without spaces between them. */
const MARKS = /^\s*(?:>\s*|#(?: ?#){0,5}\s+|\*\*(?!\*)\s*|\* \*\s+)+/;

const LEAST_LETTERS = 6;
const LEAST_CHINESE = 2;

/** `关 于 印 发` → `关于印发`: a line set with a space after every letter. Wider gaps stay, as one space. */
function withoutSpacing(text: string): string {
  const letters = text.trim().split(/ +/);
  if (letters.length < LEAST_LETTERS || letters.some((letter) => letter.length > 1)) return text;
  if (letters.filter((letter) => /[\u4e00-\u9fa5]/.test(letter)).length < LEAST_CHINESE) return text;
  return text.replace(/(\S) (?=\S)/g, '$1').replace(/ {2,}/g, ' ');
}

/**
 * One line without what markdown and extraction left in it: heading marks, emphasis, quote marks, list dashes before a
 * numbering, control characters, odd spaces. Tabs stay: they separate cells. Never changes a letter or a digit's value.
 */
export function cleanLine(raw: string): string {
  let text = raw
    .replace(/(?!\t)\p{Cc}|[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[\u2010-\u2012\u2212]/g, '-')
    .replace(/[\u00a0\u2000-\u200a\u3000\u202f\u205f]/g, ' ');
  text = plainRadicals(narrow(text));
  text = text.replace(MARKS, '').replace(/(?:\* ?\*)\s*$/, '');
  text = withoutSpacing(text).replace(/\*\*|__(?=[\u4e00-\u9fa5])|(?<=[\u4e00-\u9fa5])__(?!_)/g, '');
  text = text.replace(/^\s*[-*•●]\s+(?=\S)(?!\d+\s*[-—]\s*$)/, '');
  text = plainFormula(text);
  text = text.replace(/[﹝［]/g, (c) => (c === '﹝' ? '〔' : '[')).replace(/[﹞］]/g, (c) => (c === '﹞' ? '〕' : ']'));
  return text
    .replace(/ *\t */g, '\t')
    .replace(/ {2,}/g, ' ')
    .replace(/^ +| +$/g, '');
}
