import type { ClassifiedLine } from '../lines/classifyLines';
import type { ImportWarning } from '../types';
import { numberOf } from '../fields/civilDates';

const FINISHED =
  /[。！？；：.;:!?）)」』”》】]$|\d$|[\u4e00-\u9fa5]{2}(?:表|单|图|局|委|府|员|室|院|长|区|县|镇|号|册|案|书|日|章|程|目|录|容|项|庄|村|社)$/;

/**
 * Signs that a page's columns were read in the wrong order, or that a text stops before its end: articles out of
 * sequence, and a last line without an end. Reported with the line; nothing is moved.
 */
export function textOrder(lines: readonly ClassifiedLine[]): ImportWarning[] {
  return [...articleJumps(lines), ...unfinished(lines)];
}

function articleJumps(lines: readonly ClassifiedLine[]): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  let last = 0;
  for (const line of lines) {
    const { numbering } = line;
    if (numbering?.rank !== 'article' || /之/.test(numbering.label)) continue;
    const number = numberOf(numbering.label.replace(/[第条]/g, ''));
    if (!Number.isFinite(number)) continue;
    if (number !== 1 && last > 0 && number !== last + 1) {
      warnings.push({
        code: 'order_of_text',
        message: `第${last}条之后是第${number}条，可能漏行或分栏顺序错乱`,
        field: 'blocks',
        line: line.no,
      });
    }
    last = number;
  }
  return warnings.slice(0, 10);
}

function unfinished(lines: readonly ClassifiedLine[]): ImportWarning[] {
  const last = lines.findLast((line) => line.text !== '');
  if (last === undefined || last.cells !== null || last.releaseNote || last.date !== null) return [];
  if (FINISHED.test(last.compact) || last.compact.length < 10) return [];
  return [
    {
      code: 'missing_end',
      message: `正文在“${last.compact.slice(-12)}”处中断，可能缺页`,
      field: 'blocks',
      line: last.no,
    },
  ];
}
