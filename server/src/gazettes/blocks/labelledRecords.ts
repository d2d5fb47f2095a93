import type { ClassifiedLine } from '../lines/classifyLines';
import { joinText, tidyProse } from '../lines/joinText';
import { startsAnew } from '../lines/rejoinLines';
import type { FoundTable } from './foundTable';

const ITEM = /^(\d{1,3}) ?[.、．] ?(?!\d)(.+)$/;
const LABEL = /^([\u4e00-\u9fa5]{2,8})[：:](.*)$/;
/** So often a label must stand at the beginning of a line to be a column. */
const MIN_USES = 3;
const MIN_LABELS = 2;

interface Record {
  number: number;
  no: number;
  text: string[];
  cells: Map<string, string[]>;
  to: number;
}

/** Words that begin so many lines of `lines` with a colon that they are the columns of a task list (牵头单位：…). */
export function recordLabels(lines: readonly ClassifiedLine[]): ReadonlySet<string> {
  const uses = new Map<string, number>();
  for (const line of lines) {
    const label = LABEL.exec(line.text)?.[1];
    if (label !== undefined) uses.set(label, (uses.get(label) ?? 0) + 1);
  }
  return new Set([...uses].filter(([, count]) => count >= MIN_USES).map(([label]) => label));
}

/**
 * A task list printed as records: a numbered item, below it the same labelled lines for every item (责任领导：…
 * 牵头单位：… 配合单位：…). Numbers, items and labels become the columns. Null when no such record begins at `from`.
 */
export function labelledRecords(
  lines: readonly ClassifiedLine[],
  from: number,
  labels: ReadonlySet<string>,
): FoundTable | null {
  if (labels.size < MIN_LABELS || !ITEM.test(lines[from]?.text ?? '')) return null;
  const records: Record[] = [];
  for (let index = from; index < lines.length;) {
    if (lines[index]?.text === '') {
      index += 1;
      continue;
    }
    const record = readRecord(lines, index, labels);
    const last = records.at(-1);
    if (record === null || (last !== undefined && record.number !== last.number + 1)) break;
    records.push(record);
    index = record.to;
  }
  if (records.length === 0) return null;
  const columns = [...new Set(records.flatMap((record) => [...record.cells.keys()]))];
  const text = (parts: readonly string[] | undefined): string => tidyProse((parts ?? []).reduce(joinText, ''));
  return {
    from,
    to: records.at(-1)?.to ?? from + 1,
    header: ['序号', '内容', ...columns],
    rows: records.map((record) => [
      String(record.number),
      text(record.text),
      ...columns.map((column) => text(record.cells.get(column))),
    ]),
    rowLines: records.map((record) => record.no),
  };
}

function readRecord(lines: readonly ClassifiedLine[], from: number, labels: ReadonlySet<string>): Record | null {
  const [, number = '', first = ''] = ITEM.exec(lines[from]?.text ?? '') ?? [];
  if (number === '') return null;
  const record: Record = {
    number: Number(number),
    no: lines[from]?.no ?? 0,
    text: [first],
    cells: new Map(),
    to: from + 1,
  };
  let open = record.text;
  for (let index = from + 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    const { text } = line;
    const [, label = '', value = ''] = LABEL.exec(text) ?? [];
    if ((labels.has(label) || record.cells.size > 0) && label !== '' && !record.cells.has(label)) {
      open = [value];
      record.cells.set(label, open);
    } else if (startsAnew(line) || (record.cells.size > 0 && text.endsWith('。'))) break;
    else open.push(text);
    record.to = index + 1;
  }
  return record.cells.size >= MIN_LABELS ? record : null;
}
