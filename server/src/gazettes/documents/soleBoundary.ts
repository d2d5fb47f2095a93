import { alertTitle, readAlert } from '../alerts/readAlert';
import { endsLikeTitle, kindInWords } from '../fields/kindOf';
import type { ClassifiedLine } from '../lines/classifyLines';
import type { Boundary } from './boundaries';
import { endsAddressees } from './lineRoles';

const TITLE_LINES = 6;
const LONGEST_TITLE = 80;
const LAST_LINES = 15;

/**
 * Where a text without number and recognisable title begins, when it is a document all the same: a warning (预警信号), or
 * a text that says what it is (`现通告如下`, `特此公告`, `本决定`) or is signed. Its title is the line that ends like one,
 * else a working title from its own words, marked as derived. Empty for any other text.
 */
export function soleBoundaries(lines: readonly ClassifiedLine[]): Boundary[] {
  const alerts = alertBoundaries(lines);
  if (alerts.length > 0) return alerts;
  const filled = lines.flatMap((line, index) => (line.text === '' ? [] : [index]));
  const text = lines.map((line) => line.compact).join('');
  const kind = kindInWords(text);
  if (filled.length === 0 || (kind === null && !isSigned(lines, filled))) return [];
  const printed = printedTitle(lines, filled);
  const [first = 0] = filled;
  if (printed !== null) return [boundaryOf(printed, printed + 1, lines[printed]?.compact ?? '', false)];
  if (!isOfficial(text, lines, filled)) return [];
  return [boundaryOf(first, first, derivedTitle(text, kind), true)];
}

function boundaryOf(from: number, bodyFrom: number, text: string, derived: boolean): Boundary {
  const title = { from, to: bodyFrom, text, issuers: [], confidence: derived ? 0.5 : 0.8, derived };
  return { from, bodyFrom, docNo: null, damaged: false, numberIndex: null, title };
}

function isSigned(lines: readonly ClassifiedLine[], filled: readonly number[]): boolean {
  const last = filled.slice(-LAST_LINES).flatMap((index) => lines[index] ?? []);
  return last.some((line, at) => line.issuers.length > 0 && last.slice(at).some((other) => other.date !== null));
}

/** Words of an office, so that a letter or an essay that says 特此通知 is no document. */
function isOfficial(text: string, lines: readonly ClassifiedLine[], filled: readonly number[]): boolean {
  return (
    isSigned(lines, filled) ||
    filled.slice(0, 3).some((index) => endsAddressees((lines[index]?.compact ?? '').replace(/,/g, '，'))) ||
    /(?:人民|[省市县区])政府|委员会|指挥部|管理局/.test(text)
  );
}

function printedTitle(lines: readonly ClassifiedLine[], filled: readonly number[]): number | null {
  return (
    filled.slice(0, TITLE_LINES).find((index) => {
      const { compact = '', numbering = null } = lines[index] ?? {};
      return (
        compact.length >= 4 &&
        compact.length <= LONGEST_TITLE &&
        numbering === null &&
        !/[。；：！]/.test(compact) &&
        endsLikeTitle(compact)
      );
    }) ?? null
  );
}

const MATTER = /决定(?:从|自)?([^，,。；：]{4,32})/;

/** `关于…的通告` from the sentence that says what is decided, else the first words. */
function derivedTitle(text: string, kind: string | null): string {
  const matter = MATTER.exec(text)?.[1];
  if (matter !== undefined) return `关于${matter}的${kind ?? '通知'}`;
  return `${text.replace(/^[^：]{0,80}：/, '').slice(0, 24)}……`;
}

/** One document for each warning; a title above its sentence belongs to it. */
function alertBoundaries(lines: readonly ClassifiedLine[]): Boundary[] {
  const found: Boundary[] = [];
  lines.forEach((line, index) => {
    const alert = readAlert(line.compact);
    if (alert === null || alert.offset > 8 || !/[。：:，]/.test(line.compact) || line.compact.length < 16) return;
    const floor = found.length === 0 ? 0 : (found.at(-1)?.bodyFrom ?? 0) + 1;
    const above = lines.findLastIndex((other, at) => at >= floor && at < index && other.text !== '');
    const title = lines[above]?.compact ?? '';
    if (above >= 0 && /预警(?:信号)?$/.test(title)) found.push(boundaryOf(above, index, title, false));
    else found.push(boundaryOf(index, index, alertTitle(alert), true));
  });
  return found;
}
