import type { PageMetadata, SourceDoubt, SourceText } from '../source';

/** Labels of the information block that the site of a government prints above a document (信息栏). */
const LABELS: Readonly<Record<string, keyof PageMetadata | 'other'>> = {
  ...Object.fromEntries(
    ['发文字号', '文号', '发文文号', '文件编号', '文件号', '发文编号'].map((label) => [label, 'docNo']),
  ),
  ...Object.fromEntries(
    ['成文日期', '成文时间', '生成日期', '发文日期', '制发日期'].map((label) => [label, 'writtenOn']),
  ),
  ...Object.fromEntries(
    ['发布机构', '发文机关', '发文单位', '发文机构', '发布单位', '制发机关', '公开机构'].map((label) => [
      label,
      'issuer',
    ]),
  ),
  ...Object.fromEntries(['标题', '名称', '信息名称', '文件名称'].map((label) => [label, 'title'])),
  ...Object.fromEntries(
    (
      '索引号 信息索引 主题分类 主题词 组配分类 体裁分类 公文种类 文种 公开方式 公开时限 公开形式 公开范围 公开类别 公开属性 关键词 服务对象 ' +
      '内容概述 失效时间 失效日期 废止日期 生效日期 实施日期 有效性 时效性 效力状态 文件状态 发布日期 发布时间 公开日期 公布日期 信息来源 来源 字号 浏览次数 阅读次数 访问次数 点击数'
    )
      .split(' ')
      .map((label) => [label, 'other']),
  ),
};
/** Labels that no document prints in its own text. */
const SURE =
  /^(?:索引号|信息索引|发文字号|文件编号|主题分类|组配分类|公开方式|公开时限|公开形式|发布机构|成文日期|生成日期|有效性)$/;
const PAIR = new RegExp(
  `(${Object.keys(LABELS)
    .sort((a, b) => b.length - a.length)
    .map((label) => [...label].join('\\s*'))
    .join('|')})\\s*[：:]`,
  'g',
);

/** What a site prints around a document: the way to the page, buttons, counts. */
const FURNITURE: readonly RegExp[] = [
  /^(?:您?(?:当前|现在)?的?(?:所在)?位置|当前栏目|当前页面)(?:是|为)?[：:]/,
  /^(?:首页|网站首页)(?:[>»›/\\|＞→-]|$)/,
  /^(?:[\u4e00-\u9fa5]{2,12}[>»›＞]){1,6}[\u4e00-\u9fa5]{0,20}$/,
  /^[【[（(]?(?:字体|字号)[：:]?[】\]]?.{0,24}$/,
  /^[【[]?(?:大|中|小)[】\]]?(?:[【[]?(?:大|中|小)[】\]]?){1,2}$/,
  /^[【[]?(?:打印(?:本页|此页|文章|页面)?|关闭(?:窗口|本页|页面)?|我要纠错|收藏|分享(?:到)?|朗读|无障碍(?:浏览)?|返回(?:顶部|首页|列表)?|下载|复制链接)[】\]：:]?(?:[【[]?(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏|分享|微信|微博|QQ空间?|朋友圈|返回顶部)[】\]]?)*$/,
  /^(?:扫一扫|扫码|手机扫|微信扫).{0,24}$/,
  /^(?:发布|发稿|更新|发表|公开)(?:时间|日期)[：:]?\d{4}.{0,60}$/,
  /^(?:来源|信息来源|文章来源|作者|编辑|责任编辑|责编|审核|浏览(?:次数|量)?|阅读(?:次数|量)?|访问(?:次数|量)?|点击(?:数|量|率)?)[：:].{0,40}$/,
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?(?:来源|浏览|作者|字体).{0,40}$/,
  /^•?(?:意见征集|意见反馈|公告信息|结果反馈|草案正文|征集意见稿)[>＞]?$/,
  /^(?:网站支持|本网站)IPv6$/i,
];
/** From here on the page is about other things. */
const TAIL =
  /^[【[]?(?:上一(?:篇|条|页)|下一(?:篇|条|页)|相关(?:链接|解读|稿件|新闻|阅读|信息|推荐)|猜你喜欢|账号\+?密码登录|扫码登录|还没有账号|主办单位|主办[：:]|承办单位[：:]|版权所有|网站标识码|网站地图|联系我们$|友情链接|.{0,12}ICP备|.{0,8}公网安备)/i;

/** Sites set a document's page head within so many lines. */
const HEAD_LINES = 40;

export interface WebLines {
  /** The lines that belong to the document; the others empty, so that every line keeps its number. */
  lines: string[];
  left: string[];
  metadata: PageMetadata;
}

const compactOf = (text: string): string => text.replace(/\s+/g, '');

/** The labels and values of a line of the information block; null when it is none. */
function pairsOf(line: string): [string, string][] | null {
  const marks = [...line.matchAll(PAIR)];
  if (marks.length === 0 || line.slice(0, marks[0]?.index ?? 0).trim() !== '') return null;
  return marks.map((mark, at) => {
    const value = line.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? line.length);
    return [compactOf(mark[1] ?? ''), value.replace(/\s+/g, ' ').trim()];
  });
}

/** Adds what an information block says; the first value of a kind counts. */
export function addPair(metadata: PageMetadata, label: string, value: string): boolean {
  const kind = LABELS[compactOf(label).replace(/[：:]$/, '')];
  if (kind === undefined) return false;
  const text = value.trim().replace(/^[【[]\s*|\s*[】\]]$/g, '');
  if (kind !== 'other' && text !== '' && !/^[-—无/]+$/.test(text)) metadata[kind] ??= text;
  return true;
}

const isFurniture = (compact: string): boolean =>
  compact.length <= 120 && FURNITURE.some((pattern) => pattern.test(compact));

/**
 * Whether a text was copied from a web page: it prints an information block, or the way to the page and its buttons.
 */
export function isWebText(lines: readonly string[]): boolean {
  let signs = 0;
  lines.forEach((line, at) => {
    const compact = compactOf(line);
    const sure = at < HEAD_LINES && (pairsOf(line) ?? []).some(([label]) => SURE.test(label));
    if (sure || isFurniture(compact) || TAIL.test(compact)) signs += 1;
  });
  return signs >= 2;
}

/** Parts what a web page prints around a document from its lines, and reads the information block. */
export function readWebLines(lines: readonly string[]): WebLines {
  const metadata: PageMetadata = {};
  const left: string[] = [];
  const half = lines.length / 2;
  const tail = lines.findIndex((line, at) => at >= half && TAIL.test(compactOf(line)));
  const kept = lines.map((line, at) => {
    const compact = compactOf(line);
    if (compact === '') return line;
    const pairs = at < HEAD_LINES ? pairsOf(line) : null;
    const isBlock =
      pairs !== null && pairs.every(([label, value]) => addPair(metadata, label, value)) && isInBlock(lines, at);
    if (!isBlock && !isFurniture(compact) && (tail < 0 || at < tail)) return line;
    left.push(compact);
    return '';
  });
  return { lines: kept, left, metadata };
}

/** A line of labels counts near a label that only an information block has; 名称：… alone may be a document's own. */
function isInBlock(lines: readonly string[], at: number): boolean {
  return lines
    .slice(Math.max(0, at - 6), at + 7)
    .some((line) => (pairsOf(line) ?? []).some(([label]) => SURE.test(label)));
}

/** What was left out of a web page, told in one remark; none when nothing was. */
export function leftOutRemark(left: readonly string[]): SourceDoubt[] {
  if (left.length === 0) return [];
  const quoted = left.slice(0, 3).join('；').slice(0, 60);
  return [{ line: null, message: `网页上与正文无关的 ${left.length} 行没有收入（${quoted}）`, holds: false }];
}

/** A text copied from a web page, without what the page prints around it; lines keep their numbers. */
export function readWebText(source: readonly string[]): SourceText {
  const { lines, left, metadata } = readWebLines(source);
  return { text: lines.join('\n'), doubts: leftOutRemark(left), metadata };
}
