import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cityProfile, needsReview, parseGazette, type ParsedGazette } from '../src/gazettes';
import { readSourceFile } from '../src/gazettes/decode/readSourceFile';
import { withSourceDoubts } from '../src/gazettes/withSourceDoubts';
import { AppError } from '../src/errors';
import { serverPath } from '../src/runtime';
import { printTable } from './support/table';

/** Word and PDF files as offices make them, each made to break one thing; beside the repository when there. */
const CASES = serverPath('..', '..', 'shared', 'cases');
const DOC_NO = '山政发〔2024〕7号';
const HOTLINE = '0359-6600110';

/** What must stand in what was read of a file, or `held`: refused or held for a person, with the cause named. */
interface FileTruth {
  docNos?: string[];
  hotlines?: string[];
  /** Words of the text, without white space, and those that must not stand there. */
  text?: string[];
  absent?: string[];
  /** Rows of tables, cells joined by `|`. */
  rows?: string[];
  held?: true;
}

const PLAIN_PDF: FileTruth = { docNos: [DOC_NO], hotlines: [HOTLINE] };
const FILES: Readonly<Record<string, FileTruth>> = {
  'docx/a2-auto-articles.docx': { docNos: [DOC_NO], text: ['第一条', '第五条', '第十条'] },
  'docx/a2-typed-articles.docx': { docNos: [DOC_NO], text: ['第一条', '第五条', '第十条'] },
  'docx/a5a-textbox-nofallback.docx': { docNos: [DOC_NO] },
  'docx/a5b-ruby.docx': { text: ['授予郇'] },
  'docx/a5d-vanish.docx': { docNos: [DOC_NO], hotlines: [] },
  'docx/a5e-tracked.docx': { held: true },
  'docx/a5f-header-head.docx': { docNos: [DOC_NO] },
  'docx/a5g-sdt-date.docx': { docNos: [DOC_NO] },
  'docx/a5j-footnote-symbol.docx': { hotlines: [HOTLINE] },
  'docx/a5k-vertical-merge.docx': { rows: ['一类|大型|8'] },
  'docx/a5o-nested-table.docx': { text: ['白天5元', '夜间2元'] },
  'pdf/a1-bold-headings-only.pdf': PLAIN_PDF,
  'pdf/a1-control-once.pdf': PLAIN_PDF,
  'pdf/a1-letters-pairs-dx0.pdf': PLAIN_PDF,
  'pdf/a1-line-twice-dx0.18.pdf': PLAIN_PDF,
  'pdf/a7-control.pdf': PLAIN_PDF,
  'pdf/a7-side-note-90.pdf': PLAIN_PDF,
  'pdf/a7-watermark-45.pdf': PLAIN_PDF,
  'pdf/a7-watermark-over-letters.pdf': PLAIN_PDF,
  'pdf/a9-control-libreoffice.pdf': PLAIN_PDF,
  'pdf/a9-libreoffice-no-tounicode-body.pdf': { held: true },
  'pdf/a9-libreoffice-no-tounicode-title.pdf': { held: true },
  'pdf/annex-landscape.pdf': { docNos: ['山交发〔2024〕44号'] },
  'pdf/gazette-2col.pdf': { docNos: [DOC_NO.replace('7', '21'), '山政办函〔2024〕33号'] },
  'pdf/redhead.pdf': { docNos: [DOC_NO.replace('7', '15')], absent: ['抄送'] },
  'pdf/scanned.pdf': { held: true },
};

const same = (got: readonly unknown[], want: readonly string[]): boolean =>
  JSON.stringify([...got].sort()) === JSON.stringify([...want].sort());

function wrongOf({ documents }: ParsedGazette, truth: FileTruth): string[] {
  const text = documents.map((each) => each.text.replace(/\s/g, '')).join('\n');
  const rows = documents.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'table' ? block.rows.map((row) => row.join('|')) : [])),
  );
  const numbers = documents.map(({ docNo }) => docNo);
  const hotlines = documents.flatMap((each) => each.hotlines);
  return [
    ...(truth.docNos !== undefined && !same(numbers, truth.docNos) ? [`numbers ${numbers.join(' ')}`] : []),
    ...(truth.hotlines !== undefined && !same(hotlines, truth.hotlines) ? [`hotlines ${hotlines.join(' ')}`] : []),
    ...(truth.text ?? []).filter((words) => !text.includes(words)).map((words) => `lost ${words}`),
    ...(truth.absent ?? []).filter((words) => text.includes(words)).map((words) => `in the text: ${words}`),
    ...(truth.rows ?? []).filter((row) => !rows.includes(row)).map((row) => `no row ${row}`),
  ];
}

/** One row of the table: right, held for a person with its cause, or silently wrong. */
async function verdictOf(file: string, truth: FileTruth): Promise<[verdict: string, detail: string]> {
  try {
    const source = await readSourceFile(readFileSync(path.join(CASES, file)));
    const gazette = withSourceDoubts(parseGazette(source.text, cityProfile), source.doubts);
    const held = gazette.documents.some(needsReview) || gazette.documents.length === 0;
    if (truth.held === true) return held ? ['held, as it must be', ''] : ['SILENT', 'not held'];
    const wrong = wrongOf(gazette, truth);
    if (wrong.length === 0) return ['right', held ? 'held' : ''];
    return [held ? 'doubted' : 'SILENT', wrong.join('; ')];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [truth.held === true ? 'refused, as it must be' : 'refused', error.message.slice(0, 40)];
  }
}

/** Prints what is read of each Word and PDF file of the cases (without text recognition). */
export async function printFiles(): Promise<void> {
  if (!existsSync(path.join(CASES, 'docx'))) return;
  const there = ['docx', 'pdf'].flatMap((folder) =>
    readdirSync(path.join(CASES, folder)).map((name) => `${folder}/${name}`),
  );
  const rows: string[][] = [];
  for (const file of there) rows.push([file, ...(await verdictOf(file, FILES[file] ?? {}))]);
  printTable([['file', 'read', 'detail'], ...rows]);
}
