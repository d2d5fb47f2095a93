import type { ImportWarning } from '../types';
import { voteOnTitle } from './repairNames';
import { distance, plain, similarity } from './similarity';

export interface AgreedTitle {
  text: string;
  confidence: number;
  warnings: ImportWarning[];
}

const ALIKE = 0.8;
/** Words of titles that OCR damages (方案 → 万案, 深入 → 深人); of two readings the one that holds more of them is right. */
const COMMON = (
  '方案 深入 办法 通知 通告 意见 规划 人民政府 关于 印发 实施 管理 工作 开发区 进一步 领导小组 贯彻 落实 规定 措施 计划 ' +
  '办公室 专项 行动 建设 发展 安全 制度 制定 目录 整治 预案 市级 全市 我市 经济 管理办法 名单 人才 土地 未成年 工程'
).split(' ');

/**
 * The title as printed, checked against its other witnesses: the contents list (目录), the name the body quotes in
 * 《》, the heading of the issued text (`others`). Letter by letter the majority is taken; where only body and contents
 * stand against each other, the one with more sound words. Every difference to the `printed` form is reported.
 */
export function agreeOnTitle(
  body: string,
  printed: string,
  contents: string | null,
  others: readonly string[],
  line: number,
): AgreedTitle {
  const alike = contents !== null && similarity(body, contents) >= ALIKE ? contents : null;
  const warnings: ImportWarning[] = [];
  if (contents !== null && plain(printed) !== plain(contents)) warnings.push(differs(printed, contents, line));
  const voted = voteOnTitle(body, alike === null ? others : [alike, ...others]);
  if (alike === null || plain(voted.text) === plain(alike)) {
    if (voted.changed && warnings.length === 0) warnings.push(repaired(body, voted.text, line));
    const confidence = contents === null ? 0.92 : alike === null ? 0.6 : voted.changed ? 0.85 : 1;
    return { text: voted.text, confidence, warnings };
  }
  const points = (text: string): number => COMMON.filter((word) => text.includes(word)).length;
  const inBody = points(plain(voted.text));
  const inContents = points(plain(alike));
  return { text: inContents > inBody ? alike : voted.text, confidence: inContents === inBody ? 0.76 : 0.85, warnings };
}

function differs(body: string, contents: string, line: number): ImportWarning {
  const near = distance(plain(body), plain(contents)) <= 6;
  return {
    code: 'contents_differ',
    message: `正文标题与目录不一致：${near ? '目录为' : '目录中对应的标题是'}“${contents}”`,
    field: 'title',
    line,
  };
}

function repaired(body: string, text: string, line: number): ImportWarning {
  return { code: 'title_uncertain', message: `标题印为“${body}”，按正文中的名称读作“${text}”`, field: 'title', line };
}

/** Names in 《》 that the first words of the body quote, e.g. the text a notice issues. */
export function quotedNames(text: string): string[] {
  return [...text.slice(0, 400).matchAll(/《((?:[^《》]|《[^《》]*》){4,80})》/g)].map((match) => match[1] ?? '');
}
