import type { DocumentSpan } from '../documents/findDocuments';
import type { Furniture, ImportWarning, SourceLine } from '../types';

export interface Account {
  furniture: Furniture[];
  warnings: ImportWarning[];
}

/** Prose after a page's foot is more than a foot. */
const SENTENCE = /[\u4e00-\u9fa5]{12,}.*[。；]$/;
const MOST_NAMED = 20;

/**
 * Says of every line of the source where it went: into a document, into named furniture, or, when neither holds it, into
 * a warning with its place and first words. Nothing is dropped in silence.
 */
export function accountLines(
  lines: readonly SourceLine[],
  spans: readonly DocumentSpan[],
  removed: readonly Furniture[],
): Account {
  const furniture = [...removed];
  const foot = spans.flatMap((span) => span.pageFoot);
  const gazette = /^《[^》]{2,20}公报》|^(?:主办|主管|编辑出版)/.test(foot[0]?.compact ?? '');
  const isProse = !gazette && foot.some((line) => SENTENCE.test(line.compact));
  if (!isProse) furniture.push(...foot.map((line): Furniture => ({ line: line.no, kind: 'back_cover' })));
  const named = new Set(furniture.map((each) => each.line));
  const spare = lines.filter(
    ({ no, text }) => text !== '' && !named.has(no) && !spans.some((span) => no >= span.from && no <= span.to),
  );
  return {
    furniture: furniture.sort((a, b) => a.line - b.line),
    warnings: runs(spare).map(unplaced).slice(0, MOST_NAMED),
  };
}

/** Lines that follow each other but for blank ones, together. */
function runs(lines: readonly SourceLine[]): SourceLine[][] {
  const found: SourceLine[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last !== undefined && line.no - (last.at(-1)?.no ?? 0) <= 3) last.push(line);
    else found.push([line]);
  }
  return found;
}

function unplaced(lines: readonly SourceLine[]): ImportWarning {
  const [first] = lines;
  const last = lines.at(-1);
  const place = lines.length === 1 ? `第${first?.no}行` : `第${first?.no}至${last?.no}行`;
  return {
    code: 'unplaced_text',
    message: `${place}不属于任何一份文件：“${(first?.text ?? '').slice(0, 40)}”`,
    field: null,
    line: first?.no ?? null,
  };
}
