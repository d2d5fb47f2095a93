import type { ClassifiedLine } from '../lines/classifyLines';

/** The head of a table that extraction wrote over several lines. */
export interface TableHead {
  header: string[];
  /** Index of the line after the head. */
  to: number;
}

const MAX_LINES = 16;
const LONGEST_CELL = 12;
const NUMBER_HEAD = /^(?:序号|编号)$/;
/** A head's cell: words and brackets, no sentence. */
const CELL = /^[\u4e00-\u9fa5A-Za-z0-9%（）()、/]+$/;

/**
 * The head of a table that begins with 序号: its cells on one line or one below the other, narrow ones letter by
 * letter (`序 ⏎ 号 ⏎ 类 ⏎ 别`). It ends before the first row, the number 1. Null when the lines are no such head.
 */
export function tableHead(lines: readonly ClassifiedLine[], from: number): TableHead | null {
  if (!/^(?:序|编)/.test(lines[from]?.text ?? '')) return null;
  const cells: string[] = [];
  for (let index = from, seen = 0; index < lines.length && seen < MAX_LINES; index += 1) {
    const text = lines[index]?.text ?? '';
    if (text === '') continue;
    if (/^1(?: |$)/.test(text)) {
      const header = uprightCells(cells);
      return header !== null && NUMBER_HEAD.test(header[0] ?? '') ? { header, to: index } : null;
    }
    const tokens = text.split(/[ \t]+/);
    if (tokens.some((token) => token.length > LONGEST_CELL || !CELL.test(token) || /^\d/.test(token))) return null;
    cells.push(...tokens);
    seen += 1;
  }
  return null;
}

/** Puts letters that stand one below the other together: two and two, as narrow heads are (序号, 类别). */
function uprightCells(cells: readonly string[]): string[] | null {
  const header: string[] = [];
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (cell.length > 1) {
      header.push(cell);
      continue;
    }
    const next = cells[at + 1];
    if (next?.length !== 1) return null;
    header.push(cell + next);
    at += 1;
  }
  return header;
}

/** Index after a repetition of the head (each page prints it again) that begins at `from`; null when there is none. */
export function repeatedHead(lines: readonly ClassifiedLine[], from: number, header: readonly string[]): number | null {
  const whole = header.join('');
  let read = '';
  for (let index = from; index < lines.length && read.length < whole.length; index += 1) {
    read += lines[index]?.compact ?? '';
    if (read === whole) return index + 1;
    if (!whole.startsWith(read)) return null;
  }
  return null;
}
