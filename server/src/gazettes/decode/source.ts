/** What a file could not say for certain, or says where the text does not show it; told to the person who reviews. */
export interface SourceDoubt {
  /** 1-based line of the text; null when it concerns the whole file. */
  line: number | null;
  /** Chinese, for staff. */
  message: string;
  /** True when a person must confirm the document before it can be published; false for a remark. */
  holds: boolean;
}

/** What the information block of a web page says of its document (信息栏), as printed. */
export interface PageMetadata {
  title?: string;
  docNo?: string;
  issuer?: string;
  writtenOn?: string;
}

/** The text of a file: a line a paragraph, a tabbed line a table row, a form feed between pages. */
export interface SourceText {
  text: string;
  doubts: SourceDoubt[];
  metadata?: PageMetadata;
  /** Pages that are pictures and were not read. */
  scannedPages?: number;
}

/** Collects lines and the doubts about them. */
export class LineWriter {
  private readonly lines: string[] = [];
  /** Lines that begin a page. */
  private readonly pages = new Set<number>();
  private readonly doubts: SourceDoubt[] = [];
  private readonly pending: Omit<SourceDoubt, 'line'>[] = [];

  /** Writes a paragraph; a line break inside begins a new line. The doubts raised before it are about it. */
  write(text: string): void {
    const line = this.lines.length + 1;
    for (const doubt of this.pending.splice(0)) this.doubts.push({ line, ...doubt });
    this.lines.push(...text.split('\n'));
  }

  /** The next line begins a page. */
  beginPage(): void {
    if (this.lines.length > 0) this.pages.add(this.lines.length);
  }

  /** A doubt about the line that is written next. */
  doubt(message: string, holds = true): void {
    if (!this.pending.some((doubt) => doubt.message === message)) this.pending.push({ message, holds });
  }

  /** A doubt about the whole file. */
  doubtFile(message: string, holds = true): void {
    if (!this.doubts.some((doubt) => doubt.line === null && doubt.message === message))
      this.doubts.push({ line: null, message, holds });
  }

  /** How many lines there are. */
  get length(): number {
    return this.lines.length;
  }

  finish(): SourceText {
    for (const { message, holds } of this.pending.splice(0)) this.doubtFile(message, holds);
    const text = this.lines.map((line, at) => (at === 0 ? '' : this.pages.has(at) ? '\f' : '\n') + line).join('');
    return { text, doubts: this.doubts };
  }
}
