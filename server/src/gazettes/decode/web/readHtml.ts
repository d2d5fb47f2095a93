import { isTag, isText, type AnyNode, type Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { LineWriter, type PageMetadata, type SourceText } from '../source';
import { flatText, HtmlLines, isHidden, rowsOf } from './htmlLines';
import { addPair, leftOutRemark, readWebLines } from './webLines';

/** Parts of a page by what sites call them: the way through the site, not the document. */
const AROUND =
  /(?:^|[-_ ])(?:nav|navbar|menu|breadcrumb|crumbs?|position|location|weizhi|dqwz|footer|foot|bottom|share|bdsharebuttonbox|related|recommend|xgwj|qrcode|ewm|print|sidebar|side|copyright|toolbar|pagination|pager|search|login|banner|topbar|logo)(?:$|[-_ \d])/i;
/** Where the content systems of governments put the document. */
const CONTENT =
  /(?:^|\s)(?:UCAP-CONTENT|TRS_Editor|TRS_UEDITOR|trs_editor_view|zoom|js_content|article[-_]?con(?:tent)?|pages_content|news_con(?:tent|ent)|xxgk_content|detail[-_]?con(?:tent)?|con_text|conTxt|ewb-article-info)(?:\s|$)/i;
const EMBEDDED = /^(?:iframe|object|embed)$/;
const LEAST_CONTENT = 60;
const TAG = /<\/?(?:p|div|span|table|tr|td|br|a|strong|h\d)\b[^>]*>/gi;
const LEAST_TAGS = 5;
/** A part with this share of a page's running text holds the document. */
const MOST = 0.8;
const KINDS =
  /(?:通知|通告|公告|公示|决定|意见|批复|函|令|办法|规定|细则|方案|规划|预案|报告|纪要|名单|目录|标准|规则|措施|条例|指南|启事|要点)(?:（[^（）]*）)?$/;
/** A document's number alone on a line, as most are. */
const NUMBER_LINE = /^[^\s，。；：]{1,24}[〔﹝[［【(（](?:19|20)\d{2}[〕﹞\]］】)）]第?\d{1,5}号$/;
/** Below this a page with pictures has its text in the pictures. */
const SHORT = 100;

/** Whether a text is a web page. */
export function isHtml(text: string): boolean {
  const head = text.slice(0, 8000);
  return (
    /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|meta)\b/i.test(head) ||
    (head.match(TAG)?.length ?? 0) >= LEAST_TAGS
  );
}

const compact = (text: string): string => text.replace(/\s+/g, '');
const namesOf = (node: Element): string => `${node.attribs.id ?? ''} ${node.attribs.class ?? ''}`;

const isAround = (node: Element): boolean =>
  /^(?:nav|footer|aside)$/.test(node.name) || (AROUND.test(namesOf(node)) && !CONTENT.test(namesOf(node)));

function* elementsOf(node: AnyNode | { children: AnyNode[] }): Generator<Element> {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (!isTag(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

/** Letters of running text in a node: what links say does not count. */
function weightOf(node: AnyNode): number {
  if (isText(node)) return compact(node.data).length;
  if (!isTag(node) || isHidden(node) || isAround(node) || node.name === 'a') return 0;
  return node.children.reduce((sum, child) => sum + weightOf(child), 0);
}

/** The part of a page that holds the document. */
function contentOf(body: Element): Element {
  const named = [...elementsOf(body)]
    .filter((node) => CONTENT.test(namesOf(node)))
    .map((node) => ({ node, weight: weightOf(node) }))
    .sort((a, b) => b.weight - a.weight)[0];
  if (named !== undefined && named.weight >= LEAST_CONTENT) return named.node;
  let node = body;
  for (;;) {
    const whole = weightOf(node);
    const next = node.children
      .filter(isTag)
      .filter((child) => /^(?:div|section|article|main|table|tbody|tr|td|center|form)$/.test(child.name))
      .find((child) => weightOf(child) >= whole * MOST);
    if (next === undefined) return node;
    node = next;
  }
}

const metaOf = (page: readonly Element[], name: RegExp): string | undefined =>
  page.find((node) => node.name === 'meta' && name.test(node.attribs.name ?? node.attribs.property ?? ''))?.attribs
    .content;

/** The document's title as the page gives it: its heading, the site's meta data, or the window's title without the site. */
function titleOf(page: readonly Element[], site: string): string | undefined {
  const headings = page
    .filter((node) => /^h[12]$/.test(node.name) && !isHidden(node))
    .map((node) => compact(flatText(node)));
  const window = page.find((node) => node.name === 'title');
  const parts = (window?.children.map((child) => (isText(child) ? child.data : '')).join('') ?? '').split(
    /[_|｜]|\s[-—–]+\s|--+/,
  );
  const candidates = [metaOf(page, /^ArticleTitle$/i), ...headings, metaOf(page, /^og:title$/i), ...parts]
    .map((text) => compact(text ?? ''))
    .filter((text) => text.length >= 4 && text !== compact(site));
  return candidates.find((text) => KINDS.test(text)) ?? candidates[0];
}

/** The information block where it is a table or a list of labels with values. */
function readBlocks(body: Element, content: Element, metadata: PageMetadata): void {
  const inContent = new Set(elementsOf(content));
  for (const node of elementsOf(body)) {
    if (isHidden(node) || inContent.has(node)) continue;
    const cells =
      node.name === 'tr'
        ? node.children.filter(isTag).map((cell) => flatText(cell))
        : node.name === 'dl' || node.name === 'li'
          ? node.children.filter(isTag).map((cell) => flatText(cell))
          : [];
    for (let at = 0; at + 1 < cells.length; at += 1) addPair(metadata, cells[at] ?? '', cells[at + 1] ?? '');
  }
  const lines = new LineWriter();
  new HtmlLines(lines).write(body);
  Object.assign(metadata, { ...readWebLines(lines.finish().text.split('\n')).metadata, ...metadata });
}

/** Removes what stands around the document. */
function prune(node: Element, content: Element): void {
  node.children = node.children.filter((child) => {
    if (!isTag(child)) return true;
    if (child === content) return true;
    if ((isHidden(child) && !EMBEDDED.test(child.name)) || isAround(child))
      return [...elementsOf(child)].includes(content);
    return true;
  });
  for (const child of node.children) if (isTag(child)) prune(child, content);
}

/**
 * The document of a saved web page: its content without the site's navigation, buttons and downloads, below the title and
 * the number that the page prints above it. What the information block says is kept beside, as evidence.
 */
export function readHtml(html: string): SourceText {
  const root = parseDocument(html);
  const page = [...elementsOf(root)];
  const body = page.find((node) => node.name === 'body') ?? wrap(root.children);
  const site = metaOf(page, /^SiteName$/i) ?? '';
  const title = titleOf(page, site);
  const content = contentOf(body);
  const metadata: PageMetadata = {};
  readBlocks(body, content, metadata);
  prune(body, content);
  const out = new LineWriter();
  const writer = new HtmlLines(out);
  const { lines, left, offset } = documentLines(content, writer, out, {
    title: metadata.title ?? title,
    docNo: numberOf(body, content, metadata),
  });
  const text = lines.join('\n');
  const source = out.finish();
  if (writer.pictures > 0 && compact(text).length < SHORT)
    source.doubts.push({ line: null, message: '正文很短而网页里有图片，正文可能在图片里，请对照网页', holds: true });
  source.doubts.push(...leftOutRemark(left));
  const doubts = source.doubts.map((doubt) => (doubt.line === null ? doubt : { ...doubt, line: doubt.line + offset }));
  return { text, doubts, metadata };
}

const wrap = (children: AnyNode[]): Element =>
  ({ ...(parseDocument('<body></body>').children[0] as Element), children }) as Element;

/** The number printed above the content, or given in the information block. */
function numberOf(body: Element, content: Element, metadata: PageMetadata): string | undefined {
  if (metadata.docNo !== undefined) return metadata.docNo;
  const inContent = new Set([...elementsOf(content)]);
  for (const node of elementsOf(body)) {
    if (inContent.has(node) || node === content || rowsOf(node).length > 0) continue;
    const text = compact(flatText(node));
    if (NUMBER_LINE.test(text)) return text;
  }
  return undefined;
}

/** The content's lines, with title and number above where the content does not begin with them. */
function documentLines(
  content: Element,
  writer: HtmlLines,
  out: LineWriter,
  head: { title: string | undefined; docNo: string | undefined },
): { lines: string[]; left: string[]; offset: number } {
  writer.write(content);
  const web = readWebLines(out.finish().text.split('\n'));
  const opening = compact(web.lines.slice(0, 12).join(''));
  const above: string[] = [];
  if (head.title !== undefined && !opening.includes(compact(head.title))) above.push(head.title);
  const isNumber = head.docNo !== undefined && /\d号$|^[^\d]*第\d+号$/.test(compact(head.docNo));
  if (isNumber && !compact(web.lines.join('')).includes(compact(head.docNo ?? '')))
    above.push(compact(head.docNo ?? ''));
  return { lines: [...above, ...web.lines], left: web.left, offset: above.length };
}
