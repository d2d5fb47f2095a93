import type { ImportWarning, SourceLine } from '../types';

/** A sign that OCR damaged a number, a threshold or a word, and what to tell the editor. */
interface Sign {
  pattern: RegExp;
  code: ImportWarning['code'];
  message: (match: RegExpExecArray) => string;
}

/**
 * Places a person must look at; nothing is corrected. A threshold joined by 月 instead of 且 (`日均值>150月持续`) is the
 * dangerous one: both readings look like Chinese.
 */
const SIGNS: readonly Sign[] = [
  {
    pattern:
      /(?:[>≥<≤＞＜大小高低超][^，。；]{0,12}\d[^，。；年]{0,10}?)月(?=(?:持续|预测|未来|日均|AQI|浓度|预计|同时|将))/,
    code: 'suspicious_character',
    message: ({ 0: found }) => `预警条件中的“月”可能是“且”：${found}`,
  },
  {
    pattern: /\d[OolI]\d|\d[OolI](?=[年月日%％元万亿])|(?<=[第至起])[OolI]\d/,
    code: 'suspicious_character',
    message: ({ 0: found }) => `数字中夹有字母：${found}`,
  },
  {
    pattern: /\d{1,3}[.．] \d+(?=[%％万亿元吨])|(?<!\d)\d{1,2} \d{1,2}(?= ?(?:年|%|％|万|亿|元))/,
    code: 'suspicious_character',
    message: ({ 0: found }) => `数字被空格断开：${found}`,
  },
  {
    pattern: /\d+月(?:3[2-9]|[4-9]\d)日|(?<!\d)(?:1[3-9]|[2-9]\d)月\d+日|(?<!\d)(?:2月3\d|(?:[469]|11)月31)日/,
    code: 'suspicious_character',
    message: ({ 0: found }) => `不存在的日期：${found}`,
  },
  {
    pattern: /[\u4e00-\u9fa5，。]\s*(?:and|etc|the|of|or|responsibility|with|for)\s*[\u4e00-\u9fa5，。]?/,
    code: 'stray_english',
    message: ({ 0: found }) => `混入英文单词：${found.trim()}`,
  },
  { pattern: /\ufffd|□{2,}/, code: 'suspicious_character', message: () => '有无法辨认的字符' },
  {
    pattern: /(?<![\u4e00-\u9fa5])(?:万案|深人(?!民)|升发区|贯砌|末成年|士地使用|力公室|关干|通如下)/,
    code: 'suspicious_character',
    message: ({ 0: found }) => `疑似错字：${found}`,
  },
];

const MAX_WARNINGS = 40;

/** Warnings for the suspicious characters in `lines`, each with its source line. */
export function suspiciousPlaces(lines: readonly SourceLine[]): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  for (const line of lines) {
    for (const { pattern, code, message } of SIGNS) {
      const match = pattern.exec(line.text);
      if (match) warnings.push({ code, message: message(match), field: 'blocks', line: line.no });
      if (warnings.length >= MAX_WARNINGS) return warnings;
    }
  }
  return warnings;
}
