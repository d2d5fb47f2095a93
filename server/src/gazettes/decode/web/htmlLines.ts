import { isTag, isText, type AnyNode, type Element } from 'domhandler';
import { superscript } from '../superscript';
import type { LineWriter } from '../source';
import { tableLines, type GridCell } from '../tableLines';

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
/** Elements that print nothing of the document. */
const SILENT = new Set(
  'audio button canvas head iframe input link map meta noscript object option rp rt script select style svg template textarea video'.split(
    ' ',
  ),
);
/** A table of so few cells, one of them with so many blocks, is the layout of the page. */
const LAYOUT_CELLS = 6;
const LAYOUT_BLOCKS = 4;
const MAX_SPAN = 200;
const DOWNLOAD = /\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|7z|pptx?|jpe?g|png)(?:[?#]|$)/i;

const styleOf = (node: Element): string => (node.attribs.style ?? '').replace(/\s+/g, '').toLowerCase();

/** An element that the page does not show. */
export function isHidden(node: Element): boolean {
  return (
    SILENT.has(node.name) ||
    'hidden' in node.attribs ||
    /display:none|visibility:hidden|font-size:0(?:px|pt|;|$)|opacity:0(?:;|$)/.test(styleOf(node))
  );
}

/** The visible text of a node on one line. */
export function flatText(node: AnyNode): string {
  if (isText(node)) return node.data;
  if (!isTag(node)) return '';
  if (isHidden(node)) return '';
  const text = node.children.map(flatText).join('');
  return BLOCKS.has(node.name) || node.name === 'br' ? ` ${text} ` : text;
}

/** White space of HTML is one space, and none between Chinese letters. */
function collapse(text: string): string {
  return text
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replace(/(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]) (?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])/g, '');
}

const isDownload = (node: Element): boolean => node.name === 'a' && DOWNLOAD.test(node.attribs.href ?? '');

/** Writes the lines of an element: a line a block, a tabbed line a table row; its own numbers before list items. */
export class HtmlLines {
  private line = '';
  private images = 0;
  private readonly downloads: string[] = [];

  constructor(private readonly out: LineWriter) {}

  write(node: Element): void {
    this.block(node);
    this.flush();
    if (this.images > 0) this.out.doubtFile(`网页里有 ${this.images} 张图片，图片里的文字没有读出`, false);
    if (this.downloads.length > 0)
      this.out.doubtFile(`网页上的下载文件没有收入：${this.downloads.slice(0, 5).join('、')}`, false);
  }

  /** How many pictures were met. */
  get pictures(): number {
    return this.images;
  }

  private flush(): void {
    const text = collapse(this.line).trim();
    this.line = '';
    if (text !== '') this.out.write(text);
  }

  private children(node: Element): void {
    for (const child of node.children) {
      if (isText(child)) this.line += child.data;
      else if (isTag(child)) this.element(child);
    }
  }

  private element(node: Element): void {
    if (node.name === 'iframe' || node.name === 'object' || node.name === 'embed') {
      if (DOWNLOAD.test(node.attribs.src ?? node.attribs.data ?? ''))
        this.out.doubtFile('网页里嵌入了另一份文件，没有读出');
      return;
    }
    if (isHidden(node)) return;
    if (node.name === 'br') this.flush();
    else if (node.name === 'img') this.images += 1;
    else if (/^(?:del|s|strike)$/.test(node.name) || /text-decoration[^;]*line-through/.test(styleOf(node)))
      this.struck(node);
    else if (node.name === 'sup') this.raised(node);
    else if (node.name === 'table') this.table(node);
    else if (node.name === 'ol') this.list(node);
    else if (isDownload(node) && this.line.trim() === '') this.download(node);
    else if (BLOCKS.has(node.name)) this.block(node);
    else this.children(node);
  }

  private block(node: Element): void {
    this.flush();
    this.children(node);
    this.flush();
  }

  /** A link to a file: its name is the name of a download, not a line of the text. */
  private download(node: Element): void {
    const name = collapse(flatText(node)).trim();
    if (name === '') return;
    this.flush();
    this.downloads.push(name);
  }

  private struck(node: Element): void {
    const text = collapse(flatText(node)).trim();
    if (text !== '') this.out.doubt(`带删除线的文字“${text.slice(0, 30)}”没有收入，请核对`);
  }

  private raised(node: Element): void {
    const text = flatText(node).trim();
    this.line += superscript(text) ?? text;
  }

  private list(node: Element): void {
    this.flush();
    let number = Number(node.attribs.start ?? 1) || 1;
    const isPlain = /list-style(?:-type)?:none/.test(styleOf(node));
    for (const item of node.children.filter(isTag)) {
      if (item.name !== 'li' || isHidden(item)) {
        this.element(item);
        continue;
      }
      number = Number(item.attribs.value ?? number) || number;
      this.line = isPlain ? '' : `${number}. `;
      number += 1;
      this.children(item);
      this.flush();
    }
  }

  private table(node: Element): void {
    this.flush();
    const rows = rowsOf(node);
    const cells = rows.flat();
    const isLayout =
      cells.length === 1 ||
      (cells.length <= LAYOUT_CELLS && cells.some((cell) => countBlocks(cell) >= LAYOUT_BLOCKS)) ||
      cells.some((cell) => hasTable(cell));
    if (isLayout) {
      for (const cell of cells) this.block(cell);
      return;
    }
    for (const line of tableLines(rows.map((row) => row.map(gridCell)))) this.out.write(line);
  }
}

const span = (text: string | undefined): number => Math.min(Math.max(Number(text ?? 1) || 1, 1), MAX_SPAN);

const gridCell = (cell: Element): GridCell => ({
  text: collapse(flatText(cell)),
  columns: span(cell.attribs.colspan),
  rows: span(cell.attribs.rowspan),
});

/** The rows of a table, each its cells. */
export function rowsOf(node: Element): Element[][] {
  return node.children.filter(isTag).flatMap((child): Element[][] => {
    if (isHidden(child)) return [];
    if (child.name === 'tr')
      return [child.children.filter(isTag).filter((cell) => /^t[dh]$/.test(cell.name) && !isHidden(cell))];
    return /^t(?:head|body|foot)$/.test(child.name) ? rowsOf(child) : [];
  });
}

function countBlocks(node: Element): number {
  return node.children
    .filter(isTag)
    .reduce((sum, child) => sum + (/^(?:p|div|h\d|li)$/.test(child.name) ? 1 : 0) + countBlocks(child), 0);
}

const hasTable = (node: Element): boolean =>
  node.children
    .filter(isTag)
    .some((child) => (child.name === 'table' && rowsOf(child).flat().length > 1) || hasTable(child));
