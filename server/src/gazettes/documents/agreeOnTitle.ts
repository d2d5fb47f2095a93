import type { ImportWarning } from '../types';
import { distance, plain, similarity } from './similarity';

export interface AgreedTitle {
  text: string;
  confidence: number;
  warnings: ImportWarning[];
}

const ALIKE = 0.8;
/** Title words that OCR must not have changed; seeing one of them damaged settles a doubt between two witnesses. */
const COMMON = [
  '方案',
  '深入',
  '办法',
  '通知',
  '通告',
  '意见',
  '规划',
  '人民政府',
  '关于',
  '印发',
  '实施',
  '管理',
  '工作',
  '开发区',
  '进一步',
  '领导小组',
  '贯彻',
  '落实',
  '规定',
  '措施',
  '计划',
  '办公室',
  '专项',
  '行动',
  '建设',
  '发展',
  '安全',
  '制度',
  '制定',
  '目录',
  '整治',
  '预案',
];

/**
 * The title as printed, checked against its other witnesses: the contents list (目录), the name the body quotes in
 * 《》, the heading of the issued text. Where body and contents differ by a character or two, the character that a
 * third witness or a common word confirms is taken; the difference is always reported.
 */
export function agreeOnTitle(
  body: string,
  contents: string | null,
  others: readonly string[],
  line: number,
): AgreedTitle {
  if (contents === null || similarity(body, contents) < ALIKE) {
    const warnings: ImportWarning[] = contents === null ? [] : [differs(body, contents, line)];
    return { text: body, confidence: contents === null ? 0.9 : 0.5, warnings };
  }
  if (plain(body) === plain(contents)) return { text: body, confidence: 1, warnings: [] };
  const points = (text: string): number =>
    witnesses(text, others) * 2 + COMMON.filter((word) => text.includes(word)).length;
  const inBody = points(plain(body));
  const inContents = points(plain(contents));
  const text = inContents > inBody ? contents : body;
  return { text, confidence: inContents === inBody ? 0.7 : 0.85, warnings: [differs(body, contents, line)] };
}

/** How many of the other names stand in the title letter by letter. */
function witnesses(text: string, others: readonly string[]): number {
  return others.filter((other) => other.length >= 4 && text.includes(plain(other))).length;
}

function differs(body: string, contents: string, line: number): ImportWarning {
  const shown = distance(plain(body), plain(contents)) <= 6 ? `目录为“${contents}”` : `目录中对应的标题是“${contents}”`;
  return { code: 'contents_differ', message: `正文标题与目录不一致：${shown}`, field: 'title', line };
}

/** Names in 《》 that the first words of the body quote, e.g. the text a notice issues. */
export function quotedNames(text: string): string[] {
  return [...text.slice(0, 400).matchAll(/《((?:[^《》]|《[^《》]*》){4,80})》/g)].map((match) => match[1] ?? '');
}
