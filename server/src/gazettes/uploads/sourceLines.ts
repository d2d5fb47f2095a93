import type { SourceLines } from '@shuozhi/shared/api';
import { SourceLineRecords } from './model';

/** As lines end for splitLines; a form feed begins a page too. */
const LINE_END = /\r\n|[\n\r\f\u2028\u2029]/g;

/** One record of lines holds so many, and characters of so many. */
const LINES = 500;
const CHARACTERS = 500_000;
/** A line of more is no line that a person compares; a record would outgrow the database's limit. */
const LONGEST = 3_000_000;
const CUT = '……（这一行太长，后面的没有显示）';
/** Lines in one answer at the most. */
const ANSWERED = 500;

/** The lines of a text and the page of each; pages are counted where `paged`. */
function linesOf(text: string, paged: boolean): { lines: string[]; pages: number[] } {
  const lines: string[] = [];
  const pages: number[] = [];
  let page = 1;
  let at = 0;
  const add = (end: number): void => {
    const line = text.slice(at, end);
    lines.push(line.length > LONGEST ? `${line.slice(0, LONGEST)}${CUT}` : line);
    if (paged) pages.push(page);
  };
  for (const match of text.matchAll(LINE_END)) {
    add(match.index);
    at = match.index + match[0].length;
    if (match[0] === '\f') page += 1;
  }
  add(text.length);
  return { lines, pages };
}

/** Keeps the lines of an upload's source; keeping the same again changes nothing. @returns how many lines and pages there are */
export async function keepSourceLines(
  upload: string,
  text: string,
  paged: boolean,
  expiresAt: Date,
): Promise<{ lines: number; pages: number }> {
  const { lines, pages } = linesOf(text, paged);
  await SourceLineRecords.deleteMany({ upload });
  let from = 0;
  while (from < lines.length) {
    let to = from;
    for (
      let characters = 0;
      to < lines.length && to - from < LINES && (to === from || characters < CHARACTERS);
      to += 1
    ) {
      characters += (lines[to] ?? '').length;
    }
    await SourceLineRecords.create({
      _id: `${upload}.${from + 1}`,
      upload,
      from: from + 1,
      lines: lines.slice(from, to),
      pages: pages.slice(from, to),
      expiresAt,
    });
    from = to;
  }
  return { lines: lines.length, pages: pages.at(-1) ?? 0 };
}

/** Lines of an upload's source, 1-based and inclusive. */
export async function readSourceLines(upload: string, total: number, from: number, to?: number): Promise<SourceLines> {
  const last = Math.min(to ?? from + ANSWERED - 1, from + ANSWERED - 1, total);
  const first = await SourceLineRecords.findOne({ upload, from: { $lte: from } }, 'from')
    .sort({ from: -1 })
    .lean();
  const records = await SourceLineRecords.find({ upload, from: { $gte: first?.from ?? from, $lte: last } })
    .sort({ from: 1 })
    .lean();
  const lines = records.flatMap((record) =>
    record.lines.map((text, n) => ({ no: record.from + n, text, page: record.pages[n] ?? null })),
  );
  return { total, lines: lines.filter(({ no }) => no >= from && no <= last) };
}
