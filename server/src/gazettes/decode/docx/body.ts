import { attribute, descendants, element, elements, isOn, nameOf, parseXml, type XmlNode } from '../xmlTree';
import type { ZipParts } from '../../../untrusted';
import type { LineWriter } from '../source';
import { tableLines, type GridCell } from '../tableLines';
import { InlineReader, type InlineFindings } from './inline';
import { Numbering } from './numbering';
import { Styles } from './styles';

/** A text box before this line stands in the head of the document; further down its place in the text is not certain. */
const HEAD_LINES = 8;
/** A table of so few cells, one of them with so many paragraphs, is the layout of the page. */
const LAYOUT_CELLS = 4;
const LAYOUT_PARAGRAPHS = 8;
const PROSE = /[，。；]/;
const MARKS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** Writes the blocks of a Word part (body, header, text box, note) as lines. */
export class BodyReader {
  private readonly styles: Styles;
  private readonly numbering: Numbering;
  private readonly inline: InlineReader;
  private readonly notes: Record<'footnotes' | 'endnotes', XmlNode | null>;
  private marks = 0;
  private markBeforeText = '';

  constructor(
    parts: ZipParts,
    private readonly out: LineWriter,
  ) {
    this.styles = new Styles(parseXml(parts.get('word/styles.xml')));
    this.numbering = new Numbering(parseXml(parts.get('word/numbering.xml')));
    this.inline = new InlineReader(this.styles, out, () => this.nextMark());
    this.notes = {
      footnotes: parseXml(parts.get('word/footnotes.xml')),
      endnotes: parseXml(parts.get('word/endnotes.xml')),
    };
  }

  /** Writes every paragraph and table of a container. */
  blocks(container: XmlNode): void {
    for (const node of elements(container)) {
      switch (nameOf(node)) {
        case 'p':
          this.paragraph(node);
          break;
        case 'tbl':
          this.table(node);
          break;
        case 'sdt':
          this.control(node);
          break;
        case 'ins':
        case 'moveTo':
        case 'customXml':
        case 'smartTag':
          this.blocks(node);
          break;
        case 'altChunk':
          this.out.doubtFile('文件里嵌入了另一份文件，没有读出');
          break;
        default:
          break;
      }
    }
  }

  /** The text of a container on one line: of a cell, or of a note. */
  flat(container: XmlNode): string {
    const pieces = elements(container).flatMap((node): string[] => {
      const name = nameOf(node);
      if (name === 'p') return this.paragraphLines(node);
      if (name === 'tbl')
        return [
          this.rows(node)
            .map((row) => row.map((cell) => cell.text).join(' '))
            .join('；'),
        ];
      if (/^(?:sdt|sdtContent|ins|moveTo|customXml)$/.test(name)) return [this.flat(node)];
      return [];
    });
    return pieces
      .map((piece) => piece.replace(/\s+/g, ' ').trim())
      .filter((piece) => piece !== '')
      .join(' ');
  }

  private control(node: XmlNode): void {
    const content = element(node, 'sdtContent');
    if (content === undefined) return;
    if (isOn(element(node, 'sdtPr', 'showingPlcHdr'))) this.out.doubt('此处有一个没有填写的内容控件，请与原件核对');
    else this.blocks(content);
  }

  private paragraph(node: XmlNode): void {
    for (const line of this.paragraphLines(node)) this.out.write(line);
  }

  /** A paragraph's text boxes, its text with its number, and its footnotes. */
  private paragraphLines(node: XmlNode): string[] {
    const found: InlineFindings = { boxes: [], notes: [] };
    if (element(node, 'pPr', 'rPr', 'del') !== undefined)
      this.out.doubt('修订尚未接受：此处删除了段落标记，请在 Word 中接受或拒绝修订');
    const label = this.label(node);
    const printed = this.inline.textOf(node, found).replace(/^\t+|\t+$/g, '');
    // Tabs set the columns of a list without a table; in a sentence they are a space.
    const text = label + (PROSE.test(printed) ? printed.replace(/\t+/g, ' ') : printed);
    const boxes = found.boxes.flatMap((box) => this.boxLines(box));
    const notes = found.notes.flatMap(({ kind, id }) => this.noteLines(kind, id));
    return [...boxes, ...(text.trim() === '' && boxes.length > 0 ? [] : [text]), ...notes];
  }

  private boxLines(box: XmlNode): string[] {
    const lines = elements(box).flatMap((node) =>
      nameOf(node) === 'p'
        ? this.paragraphLines(node)
        : nameOf(node) === 'tbl'
          ? tableLines(this.rows(node))
          : [this.flat(node)],
    );
    const filled = lines.filter((line) => line.trim() !== '');
    if (filled.length > 0 && this.out.length > HEAD_LINES)
      this.out.doubt(`文本框中的文字“${filled[0]?.slice(0, 20)}”放在这里，位置请与原件核对`);
    return filled;
  }

  private label(node: XmlNode): string {
    const style = attribute(element(node, 'pPr', 'pStyle'), 'val');
    const own = element(node, 'pPr', 'numPr');
    const inherited = this.styles.find(style, 'pPr', 'numPr');
    const list = attribute(element(own, 'numId') ?? element(inherited?.node, 'numId'), 'val');
    if (list === undefined || list === '0') return '';
    const level =
      attribute(element(own, 'ilvl'), 'val') ??
      (inherited === null ? undefined : this.numbering.levelOfStyle(list, inherited.style)) ??
      attribute(element(inherited?.node, 'ilvl'), 'val') ??
      0;
    const label = this.numbering.next(list, Number(level));
    if (label === null) {
      this.out.doubt('此处有自动编号，但文件没有写明编号的样子，请与原件核对');
      return '';
    }
    if (label.unknownFormat !== null)
      this.out.doubt(`自动编号“${label.text.trim()}”的格式（${label.unknownFormat}）不认识，请与原件核对`);
    if (element(own, 'ins') !== undefined) this.out.doubt('修订尚未接受：此处的编号是修订中加上的');
    return label.text;
  }

  private nextMark(): string {
    this.marks += 1;
    this.markBeforeText = MARKS[this.marks - 1] ?? `［${this.marks}］`;
    return this.markBeforeText;
  }

  private noteLines(kind: 'footnotes' | 'endnotes', id: string): string[] {
    const mark = this.markBeforeText;
    const note = elements(this.notes[kind]).find((each) => attribute(each, 'id') === id);
    const text = note === undefined ? '' : this.flat(note);
    return text === '' ? [] : [`注：${mark}${text}`];
  }

  private table(node: XmlNode): void {
    const rows = elements(node, 'tr');
    const cells = rows.flatMap((row) => elements(row, 'tc'));
    const isPage = cells.length <= LAYOUT_CELLS && cells.some((cell) => elements(cell, 'p').length > LAYOUT_PARAGRAPHS);
    const isLayout = cells.length === 1 || isPage;
    if (isLayout) {
      if (cells.length > 1) this.out.doubt('此处用表格排版，文字的先后请与原件核对');
      for (const cell of cells) this.blocks(cell);
      return;
    }
    for (const line of tableLines(this.rows(node))) this.out.write(line);
  }

  /** The rows of a table; cells merged downwards are one cell over several rows. */
  private rows(table: XmlNode): GridCell[][] {
    const open = new Map<number, GridCell>();
    const rows = elements(table).flatMap((node) =>
      nameOf(node) === 'tr' ? [node] : nameOf(node) === 'sdt' ? descendants(node, 'tr') : [],
    );
    return rows.flatMap((row) => {
      const properties = element(row, 'trPr');
      if (element(properties, 'del') !== undefined || element(properties, 'ins') !== undefined)
        this.out.doubt('修订尚未接受：表格在此处增删了行，请在 Word 中接受或拒绝修订');
      if (element(properties, 'del') !== undefined || isOn(element(properties, 'hidden'))) return [];
      return [this.row(row, open)];
    });
  }

  private row(row: XmlNode, open: Map<number, GridCell>): GridCell[] {
    const span = (name: string): number => Number(attribute(element(row, 'trPr', name), 'val') ?? 0) || 0;
    const cells: GridCell[] = [];
    let column = 0;
    if (span('gridBefore') > 0) {
      cells.push({ text: '', columns: span('gridBefore'), rows: 1 });
      column += span('gridBefore');
    }
    const nodes = elements(row).flatMap((node) =>
      nameOf(node) === 'tc' ? [node] : nameOf(node) === 'sdt' ? descendants(node, 'tc') : [],
    );
    for (const node of nodes) {
      const columns = Math.max(1, Number(attribute(element(node, 'tcPr', 'gridSpan'), 'val') ?? 1) || 1);
      const merge = element(node, 'tcPr', 'vMerge');
      const across = attribute(element(node, 'tcPr', 'hMerge'), 'val') ?? element(node, 'tcPr', 'hMerge') ?? null;
      const above = open.get(column);
      const last = cells.at(-1);
      if (across !== null && across !== 'restart' && last !== undefined) last.columns += columns;
      else if (merge !== undefined && attribute(merge, 'val') !== 'restart' && above !== undefined) above.rows += 1;
      else {
        const cell: GridCell = { text: this.flat(node), columns, rows: 1 };
        cells.push(cell);
        if (merge === undefined) open.delete(column);
        else open.set(column, cell);
      }
      column += columns;
    }
    return cells;
  }
}
