import type { SourceLine } from '../types';

/** What a web page says of a document beside it (元数据): evidence, never the only witness of what the text prints. */
export interface PageMetadata {
  docNo: string | null;
  issuer: string | null;
  title: string | null;
  writtenOn: string | null;
  publishedOn: string | null;
  index: string | null;
  /** Source line of the first value. */
  line: number | null;
}

const KEYS: Readonly<Record<string, keyof Omit<PageMetadata, 'line'> | null>> = {
  索引号: 'index',
  信息索引号: 'index',
  文号: 'docNo',
  发文字号: 'docNo',
  发文文号: 'docNo',
  文件编号: 'docNo',
  文件字号: 'docNo',
  文书号: 'docNo',
  发文机关: 'issuer',
  发布机构: 'issuer',
  发文机构: 'issuer',
  发文单位: 'issuer',
  制发机关: 'issuer',
  制定机关: 'issuer',
  发布单位: 'issuer',
  成文日期: 'writtenOn',
  成文时间: 'writtenOn',
  发文日期: 'writtenOn',
  生成日期: 'writtenOn',
  制发日期: 'writtenOn',
  发布日期: 'publishedOn',
  发布时间: 'publishedOn',
  公开日期: 'publishedOn',
  公布日期: 'publishedOn',
  标题: 'title',
  名称: 'title',
  信息名称: 'title',
  文件名称: 'title',
  主题分类: null,
  信息分类: null,
  体裁分类: null,
  组配分类: null,
  服务对象: null,
  所属栏目: null,
  所属主题: null,
  主题词: null,
  关键词: null,
  公开方式: null,
  公开时限: null,
  公开范围: null,
  公开形式: null,
  公开类别: null,
  有效性: null,
  时效性: null,
  是否有效: null,
  文件状态: null,
  效力状态: null,
  施行日期: null,
  生效日期: null,
  失效日期: null,
  废止日期: null,
  内容概述: null,
  统一编号: null,
  信息来源: null,
  文章来源: null,
  来源: null,
  浏览次数: null,
  浏览量: null,
  浏览: null,
  阅读次数: null,
  阅读量: null,
  访问次数: null,
  访问量: null,
  点击数: null,
  点击次数: null,
  点击: null,
  作者: null,
  时间: null,
  字号: null,
  字体: null,
};
/** Pages set keys to one width with spaces between their characters, also the ideographic one. */
const KEY = new RegExp(
  `(?<![\\u4e00-\\u9fa5])(${Object.keys(KEYS)
    .sort((a, b) => b.length - a.length)
    .map((key) => [...key].join(' {0,4}'))
    .join('|')}) ?[：:]`,
  'g',
);
const keyOf = (match: RegExpMatchArray): string => (match[1] ?? '').replaceAll(' ', '');
/** Keys that also open a line of a document's own text. */
const COMMON_KEYS = new Set([
  '时间',
  '名称',
  '标题',
  '作者',
  '来源',
  '文号',
  '服务对象',
  '施行日期',
  '发布单位',
  '浏览',
  '点击',
  '关键词',
]);
const STAMP = /^(?:(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d{1,2}:\d{2}(?::\d{2})?)?)(?= |$|字|来源)/;

/** Lines that a page's frame prints: where one is, what one may do. */
const FRAME = [
  /^(?:当前位置|您?现?在的?位置|您的位置|所在位置|您当前的位置)[：:]?/,
  /^首页 ?[>»›＞/|]/,
  /^首页(?: [\u4e00-\u9fa5]{2,6}){2,}$/,
  /^[\u4e00-\u9fa5]{2,6}(?: ?[|｜] ?[\u4e00-\u9fa5]{2,6}){2,}$/,
  /^[\u4e00-\u9fa5]{2,20}(?:门户网站|政府网站|政务网|官方网站)$/,
  /^(?:[•·] ?)?[\u4e00-\u9fa5]{2,8} ?[>»›]$/,
  /^(?:立即下载|点击(?:查看全文|此处下载|下载|收起|展开)|下载(?:地址|附件|文件)?[：:]?(?: ?点击此处下载)?|查看原文|阅读全文|展开全文)$/,
  /^(?:返 ?回(?:首页|顶部|上页|上一页|列表)?|回首页|回顶部|首 ?页|上一[页篇条]|下一[页篇条]|上一[页篇条][：:].*|下一[页篇条][：:].*|打印|打印本[页稿]|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|分享(?:到|至)?[：:]?.{0,12}|扫一扫.{0,20}|无障碍(?:阅读|浏览)?|长者(?:模式|版)|网站地图|联系我们|关于我们|设为首页|加入收藏|手机版|我要纠错|字体|【?[大中小](?: ?[大中小]){2}】?|A[+-])$/,
  /^(?:账号[+＋]?密码登录|(?:账号|扫码|短信|微信)?登录(?:\/注册)?|注册|立即注册|还没有账号？?\??|忘记密码？?\??)$/,
  /^(?:网站标识码|政府网站标识码|.{0,12}ICP备|.{0,8}公网安备|版权所有|Copyright|主办(?:单位)?[：:]|承办(?:单位)?[：:].*(?:主办|技术)|技术支持[：:])/i,
  /^(?:(?:责任)?编辑|责编|监制|校对|审签|编审|值班主任|记者|通讯员|摄影)[：:].{1,20}$/,
  /^来源[：:].{1,30}$/,
];

/**
 * What a line of a web page or of text copied from one is; null when it may be a document's own.
 * @param beside whether a metadata line stands right above or below: then a common word with a colon is one too
 */
export function pageLineOf({ text, compact }: SourceLine, beside = false): 'page_metadata' | 'page_frame' | null {
  if (compact === '' || compact.length > 200) return null;
  if (FRAME.some((pattern) => pattern.test(text))) return 'page_frame';
  const keys = [...text.matchAll(KEY)];
  const [first] = keys;
  const stamped = STAMP.test(text);
  if (first === undefined)
    return stamped && compact.length <= 40 && /字号|来源|浏览|阅读|:\d{2}/.test(text) ? 'page_metadata' : null;
  if (first.index > 0 && !stamped) return null;
  if (/[。；，]/.test(text)) return null;
  return keys.length >= 2 || stamped || beside || !COMMON_KEYS.has(keyOf(first)) ? 'page_metadata' : null;
}

/** The values of metadata lines; the first of each kind counts. */
export function metadataOf(lines: readonly SourceLine[]): PageMetadata {
  const found: PageMetadata = {
    docNo: null,
    issuer: null,
    title: null,
    writtenOn: null,
    publishedOn: null,
    index: null,
    line: null,
  };
  for (const line of lines) {
    const keys = [...line.text.matchAll(KEY)];
    keys.forEach((match, at) => {
      const field = KEYS[keyOf(match)];
      const value = line.text.slice(match.index + match[0].length, keys[at + 1]?.index).trim();
      if (field == null || value === '' || /^(?:无|—|-)$/.test(value) || found[field] !== null) return;
      found[field] = value;
      found.line ??= line.no;
    });
  }
  return found;
}
