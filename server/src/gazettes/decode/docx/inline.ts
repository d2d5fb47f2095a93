import { attribute, descendants, element, elements, isOn, nameOf, textOf, type XmlNode } from '../xmlTree';
import type { LineWriter } from '../source';
import { superscript } from '../superscript';
import { equationField, formulaText, isPlainFormula } from './formula';
import type { Styles } from './styles';
import { symbolText } from './symbols';

/** What stands for a sign that cannot be read (the geta of Chinese and Japanese print). */
const UNREADABLE = '〓';
const QUOTED = 30;
/** Letters smaller than this (in half points) are not there to be read. */
const SMALLEST = 4;

/** What a paragraph holds beside its text. */
export interface InlineFindings {
  /** Contents of text boxes anchored here. */
  boxes: XmlNode[];
  /** Footnotes and endnotes referred to here, as kind and id. */
  notes: { kind: 'footnotes' | 'endnotes'; id: string }[];
}

interface Field {
  instruction: string;
  hasResult: boolean;
}

const quote = (text: string): string => `“${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}”`;

/** Reads the text inside paragraphs; fields may reach over several of them, so one reader serves a whole part. */
export class InlineReader {
  private readonly fields: Field[] = [];

  /**
   * @param noteMark the mark for a footnote or endnote, as it is also printed before the note
   */
  constructor(
    private readonly styles: Styles,
    private readonly out: LineWriter,
    private readonly noteMark: () => string,
  ) {}

  /** The text of a paragraph as it is printed; what is not printed or not certain becomes a doubt. */
  textOf(paragraph: XmlNode, found: InlineFindings): string {
    const style = attribute(element(paragraph, 'pPr', 'pStyle'), 'val');
    return this.children(paragraph, style, found);
  }

  private children(node: XmlNode, style: string | undefined, found: InlineFindings): string {
    return elements(node)
      .map((child) => this.inline(child, style, found))
      .join('');
  }

  private inline(node: XmlNode, style: string | undefined, found: InlineFindings): string {
    switch (nameOf(node)) {
      case 'r':
        return this.run(node, style, found);
      case 'hyperlink':
      case 'smartTag':
      case 'customXml':
      case 'sdtContent':
      case 'bdo':
      case 'dir':
        return this.children(node, style, found);
      case 'sdt':
        return this.control(node, style, found);
      case 'fldSimple':
        return this.fieldResult(attribute(node, 'instr') ?? '', this.children(node, style, found));
      case 'ins':
      case 'moveTo':
        return this.inserted(this.children(node, style, found));
      case 'del':
      case 'moveFrom':
        return this.deleted(node);
      case 'oMath':
      case 'oMathPara':
        return this.formula(node);
      default:
        return '';
    }
  }

  /** A content control; the grey prompt of an empty one is not text. */
  private control(node: XmlNode, style: string | undefined, found: InlineFindings): string {
    const content = element(node, 'sdtContent');
    if (content === undefined) return '';
    if (!isOn(element(node, 'sdtPr', 'showingPlcHdr'))) return this.children(content, style, found);
    this.out.doubt('此处有一个没有填写的内容控件，请与原件核对');
    return '';
  }

  private inserted(text: string): string {
    if (text.trim() !== '') this.out.doubt(`修订尚未接受：插入了${quote(text)}，请在 Word 中接受或拒绝修订`);
    return text;
  }

  private deleted(node: XmlNode): string {
    const text = [...descendants(node, 'delText'), ...descendants(node, 't')].map(textOf).join('');
    if (text.trim() !== '') this.out.doubt(`修订尚未接受：删除了${quote(text)}，请在 Word 中接受或拒绝修订`);
    return '';
  }

  private formula(node: XmlNode): string {
    const text = formulaText(node);
    if (!isPlainFormula(node)) this.out.doubt(`公式读作${quote(text)}，请与原件核对`);
    return text;
  }

  private run(run: XmlNode, style: string | undefined, found: InlineFindings): string {
    const text = elements(run)
      .map((child) => this.runChild(child, style, found))
      .join('');
    const field = this.fields.at(-1);
    if (field !== undefined && !field.hasResult) return '';
    if (text.trim() === '') return text;
    if (this.isHidden(run, style)) return '';
    if (this.property(run, style, 'strike') || this.property(run, style, 'dstrike')) {
      this.out.doubt(`带删除线的文字${quote(text)}没有收入，请核对`);
      return '';
    }
    return this.raised(run, text);
  }

  private isHidden(run: XmlNode, style: string | undefined): boolean {
    if (this.property(run, style, 'vanish')) {
      this.out.doubt('此处有隐藏文字，没有收入', false);
      return true;
    }
    const value = (name: string): string | undefined => attribute(element(run, 'rPr', name), 'val');
    const shaded = ['shd', 'highlight'].some((name) => element(run, 'rPr', name) !== undefined);
    if ((/^F{6}$/i.test(value('color') ?? '') && !shaded) || Number(value('sz') ?? SMALLEST) < SMALLEST) {
      this.out.doubt('此处有白色或极小的文字，打印时看不见，没有收入');
      return true;
    }
    return false;
  }

  /** An on/off property of a run: its own, its style's, or its paragraph style's. */
  private property(run: XmlNode, paragraphStyle: string | undefined, name: string): boolean {
    const own = element(run, 'rPr', name);
    if (own !== undefined) return isOn(own);
    const runStyle = attribute(element(run, 'rPr', 'rStyle'), 'val');
    const inherited =
      (runStyle === undefined ? null : this.styles.find(runStyle, 'rPr', name)) ??
      this.styles.find(paragraphStyle, 'rPr', name);
    return inherited !== null && isOn(inherited.node);
  }

  /** Raised digits are powers (m², 10³): set level they would be other numbers. */
  private raised(run: XmlNode, text: string): string {
    const isRaised = attribute(element(run, 'rPr', 'vertAlign'), 'val') === 'superscript';
    return isRaised ? (superscript(text) ?? text) : text;
  }

  private runChild(node: XmlNode, style: string | undefined, found: InlineFindings): string {
    switch (nameOf(node)) {
      case 't':
        return textOf(node);
      case 'tab':
      case 'ptab':
        return '\t';
      case 'br':
        return /page|column/.test(attribute(node, 'type') ?? '') ? '' : '\n';
      case 'cr':
        return '\n';
      case 'noBreakHyphen':
        return '-';
      case 'sym':
        return this.symbol(node);
      case 'ruby':
        return this.children(element(node, 'rubyBase') ?? node, style, found);
      case 'fldChar':
        return this.fieldCharacter(node);
      case 'instrText':
        if (this.fields.length > 0) this.fields[this.fields.length - 1]!.instruction += textOf(node);
        return '';
      case 'footnoteReference':
      case 'endnoteReference':
        return this.note(node, found);
      case 'AlternateContent':
        return this.alternative(node, style, found);
      case 'drawing':
      case 'pict':
      case 'object':
        this.graphic(node, found);
        return '';
      default:
        return '';
    }
  }

  private symbol(node: XmlNode): string {
    const font = attribute(node, 'font') ?? '';
    const code = parseInt(attribute(node, 'char') ?? '', 16);
    const text = symbolText(font, code);
    if (text === null) this.out.doubt(`此处有一个读不出的符号（${font} 字体），用 ${UNREADABLE} 代替`);
    return text ?? UNREADABLE;
  }

  private note(node: XmlNode, found: InlineFindings): string {
    const id = attribute(node, 'id');
    if (id === undefined) return '';
    found.notes.push({ kind: nameOf(node) === 'footnoteReference' ? 'footnotes' : 'endnotes', id });
    return isOn(element(node, 'customMarkFollows')) ? '' : this.noteMark();
  }

  /** The newer of two forms of one graphic, unless only the older one holds a text box. */
  private alternative(node: XmlNode, style: string | undefined, found: InlineFindings): string {
    const choices = [...elements(node, 'Choice'), ...elements(node, 'Fallback')];
    const chosen = choices.find((choice) => descendants(choice, 'txbxContent').length > 0) ?? choices[0];
    return elements(chosen)
      .map((child) => this.runChild(child, style, found))
      .join('');
  }

  private graphic(node: XmlNode, found: InlineFindings): void {
    const boxes = descendants(node, 'txbxContent');
    found.boxes.push(...boxes);
    const data = descendants(node, 'graphicData').map((each) => attribute(each, 'uri') ?? '');
    if (data.some((uri) => /diagram|chart/.test(uri))) this.out.doubt('此处有图示或图表，其中的文字没有读出');
    else if (boxes.length === 0) this.out.doubt('此处有图片，图片里的文字没有读出', false);
  }

  private fieldCharacter(node: XmlNode): string {
    const type = attribute(node, 'fldCharType');
    if (type === 'begin') this.fields.push({ instruction: '', hasResult: false });
    const field = this.fields.at(-1);
    if (field === undefined) return '';
    if (type === 'separate') {
      field.hasResult = true;
      this.fieldResult(field.instruction, '');
    }
    if (type === 'end') {
      this.fields.pop();
      if (!field.hasResult) return this.fieldWithoutResult(field.instruction);
    }
    return '';
  }

  private fieldWithoutResult(instruction: string): string {
    if (!/^\s*EQ\b/i.test(instruction)) return '';
    const text = equationField(instruction);
    if (text === null) this.out.doubt(`此处有读不出的公式域，用 ${UNREADABLE} 代替`);
    return text ?? UNREADABLE;
  }

  /** The stored result of a field; one that changes by itself is not what was signed. */
  private fieldResult(instruction: string, result: string): string {
    const [, kind = ''] = /^\s*([A-Z]+)/i.exec(instruction) ?? [];
    if (/^(?:DATE|TIME|SAVEDATE|PRINTDATE)$/i.test(kind)) this.out.doubt('此处的日期是自动更新的域，请与原件核对');
    return result;
  }
}
