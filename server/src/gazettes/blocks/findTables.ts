import type { ClassifiedLine } from '../lines/classifyLines';
import { stripWhitespace } from '../lines/stripWhitespace';
import { columnTable } from './columnTable';
import { flattenedTable } from './flattenedTable';
import type { FoundTable } from './foundTable';
import { labelledRecords, recordLabels } from './labelledRecords';
import { misplacedCells } from './misplacedCells';

const CAPTION = /^(?:附?表|图|专栏)\s?\d+|^附件/;
/** Lines without a tab that may stand between the rows of one table: row groups and wrapped cells. */
const MAX_LOOSE = 2;

const filledCells = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length;

/** All tables in `lines` in order: tabbed, written cell by cell, flattened to numbered lines, or as labelled records. */
export function findTables(lines: readonly ClassifiedLine[]): FoundTable[] {
  const tables: FoundTable[] = [];
  const labels = recordLabels(lines);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    const table =
      line.cells !== null
        ? tabbedTable(lines, index)
        : (columnTable(lines, index) ?? flattenedTable(lines, index) ?? labelledRecords(lines, index, labels));
    if (table === null) continue;
    tables.push(table);
    index = table.to - 1;
  }
  return tables;
}

function tabbedTable(lines: readonly ClassifiedLine[], from: number): FoundTable | null {
  const rows: { cells: string[]; no: number }[] = [];
  let to = from;
  let loose: ClassifiedLine[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    if (line.cells === null) {
      if (CAPTION.test(line.text) || /[。：]$/.test(line.text) || loose.length >= MAX_LOOSE) break;
      loose.push(line);
      continue;
    }
    rows.push(...loose.map((each) => ({ cells: [each.text], no: each.no })), { cells: line.cells, no: line.no });
    loose = [];
    to = index + 1;
  }
  const real = rows.filter(({ cells }) => filledCells(cells) >= 2).length;
  const first = rows[0]?.cells ?? [];
  if (real < 2 && !(real === 1 && filledCells(first) >= 3)) return null;
  return build(rows, from, to);
}

/** Pads rows, takes the first as header, drops its repetitions on later pages, joins a second header row into it. */
function build(rows: { cells: string[]; no: number }[], from: number, to: number): FoundTable {
  const width = Math.max(...rows.map(({ cells }) => lastFilled(cells)));
  const padded = rows.map(({ cells, no }) => ({
    cells: Array.from({ length: width }, (_, at) => cells[at] ?? ''),
    no,
  }));
  const caption = padded.length > 2 && filledCells(padded[0]?.cells ?? []) === 1 ? padded.shift() : undefined;
  const header = padded[0]?.cells ?? [];
  let body = padded.slice(1);
  const second = body[0]?.cells ?? [];
  const third = body[1]?.cells[0] ?? '';
  if (/^序?号?$/.test(header[0] ?? 'x') && second[0] === '' && /^\d+$/.test(third)) {
    second.forEach((cell, at) => {
      if (cell !== '') header[at] = header[at] === '' || header[at] === undefined ? cell : `${header[at]} ${cell}`;
    });
    body = body.slice(1);
  }
  const printed = stripWhitespace((rows[caption === undefined ? 0 : 1]?.cells ?? []).join(''));
  const same = (cells: string[]): boolean => stripWhitespace(cells.join('')) === printed;
  const kept = body.filter(({ cells }) => !same(cells));
  const printedCaption = caption === undefined ? {} : { caption: caption.cells.join('') };
  return {
    from,
    to,
    ...printedCaption,
    header,
    rows: kept.map(({ cells }) => cells),
    rowLines: kept.map(({ no }) => no),
    doubtfulLines: misplacedCells(
      header,
      kept.map(({ cells }) => cells),
    ).map((at) => kept[at]?.no ?? 0),
  };
}

function lastFilled(cells: readonly string[]): number {
  return cells.reduce((last, cell, index) => (cell === '' ? last : index + 1), 1);
}
