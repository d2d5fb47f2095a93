import type { PageMetadata } from './decode/source';
import { parseNumberLine } from './documents/docNumber';
import { civilDate, parseFullDate } from './fields/civilDates';
import { DECISIVE } from './review/reviewOf';
import type { ImportWarning, ParsedDocument, ParsedGazette } from './types';

/** Confidence of a date that only the page's information block states. */
const STATED_BESIDE = 0.8;
const DOUBTED = 0.6;

const compact = (text: string): string => text.replace(/\s+/g, '');

function dateOf(text: string | undefined): ParsedDocument['writtenOn'] {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec((text ?? '').trim()) ?? [];
  return year === undefined ? parseFullDate(compact(text ?? '')) : civilDate(Number(year), Number(month), Number(day));
}

/** Confidence after the date was found elsewhere: that of the weakest decisive field, if the date was the weakest. */
function confidenceWith(document: ParsedDocument, fields: Record<string, number>): number {
  if (document.confidence < (document.fields.writtenOn ?? 0)) return document.confidence;
  const needsNumber = document.docNo !== null || document.confidence <= (document.fields.docNo ?? 1);
  const counted = DECISIVE.filter((field) => field !== 'docNo' || needsNumber);
  return Math.min(...counted.map((field) => fields[field] ?? 1));
}

function doubted(document: ParsedDocument, field: string, warning: ImportWarning): ParsedDocument {
  return {
    ...document,
    confidence: Math.min(document.confidence, DOUBTED),
    fields: { ...document.fields, [field]: Math.min(document.fields[field] ?? 1, DOUBTED) },
    warnings: [...document.warnings, warning],
  };
}

/**
 * Holds a document against the information block of the web page it was taken from: a date of writing that the text does
 * not print is taken from there, and said; number or date that differ are a doubt. A page with several documents has a
 * block for none of them.
 */
export function withPageMetadata(gazette: ParsedGazette, metadata: PageMetadata | undefined): ParsedGazette {
  const [document, second] = gazette.documents;
  if (metadata === undefined || document === undefined || second !== undefined) return gazette;
  return { ...gazette, documents: [compare(document, metadata)] };
}

function compare(document: ParsedDocument, metadata: PageMetadata): ParsedDocument {
  const warning = (field: string, message: string): ImportWarning => ({
    code: 'source_doubt',
    message,
    field,
    line: document.lines.from,
  });
  const writtenOn = dateOf(metadata.writtenOn);
  const docNo = parseNumberLine(compact(metadata.docNo ?? ''))?.docNo ?? null;
  let result = document;
  if (writtenOn !== null && document.writtenOn === null) {
    const fields = { ...document.fields, writtenOn: STATED_BESIDE };
    const warnings = document.warnings.filter(({ code }) => code !== 'no_date');
    warnings.push(warning('writtenOn', `成文日期 ${writtenOn} 取自网页信息栏，正文没有写`));
    result = { ...document, writtenOn, fields, warnings, confidence: confidenceWith(document, fields) };
  } else if (writtenOn !== null && document.writtenOn !== writtenOn) {
    const message = `网页信息栏写的成文日期是 ${writtenOn}，正文是 ${document.writtenOn}`;
    result = doubted(result, 'writtenOn', warning('writtenOn', message));
  }
  if (docNo !== null && document.docNo !== null && document.docNo !== docNo) {
    const message = `网页信息栏写的发文字号是 ${docNo}，正文是 ${document.docNo}`;
    result = doubted(result, 'docNo', warning('docNo', message));
  }
  return result;
}
