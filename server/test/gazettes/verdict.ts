import kindsOfInput from './kindsOfInput.json';
import { needsReview, type ParsedDocument } from '../../src/gazettes';

/** What a field of an input must be: a value, one of several (`any`), or a pattern (`re`); null: the text does not say. */
export type Expected = null | string | readonly string[] | { any: readonly unknown[] } | { re: string };
/** Right values by field. */
export type CaseTruth = Record<string, Expected>;

interface Input {
  name: string;
  lines: string[];
  right: CaseTruth;
}

/** Invented notices of other cities in the forms that offices use, with what is right. */
export const INPUTS = kindsOfInput as unknown as readonly Input[];

/** A wrong value is doubted when a warning names the field and the document is held for a person; else it is silent. */
export type Verdict = 'right' | 'doubted' | 'silent';

const plain = (value: unknown): string =>
  (typeof value === 'string' ? value : '').normalize('NFKC').replace(/[\s《》〈〉“”"'‘’（）()〔〕[\]【】]/g, '');
const sameList = (got: readonly string[], want: readonly string[]): boolean =>
  JSON.stringify([...new Set(got.map(plain))].sort()) === JSON.stringify([...new Set(want.map(plain))].sort());

function matches(got: unknown, want: unknown): boolean {
  if (want === null) return got === null || got === '' || (Array.isArray(got) && got.length === 0);
  if (Array.isArray(want)) return Array.isArray(got) && sameList(got as string[], want as string[]);
  if (typeof want === 'object' && want !== null && 'any' in want) {
    const { any } = want as { any: readonly unknown[] };
    return any.some((each) => (Array.isArray(got) && !Array.isArray(each) ? got.includes(each) : matches(got, each)));
  }
  if (typeof want === 'object' && want !== null && 're' in want)
    return new RegExp((want as { re: string }).re).test(typeof got === 'string' ? got.replace(/\s/g, '') : '');
  return plain(got) === plain(want);
}

const FIELD: Readonly<Record<string, string>> = { topic: 'topics' };
/** The document's field that a field of an input is compared with. */
export const fieldOf = (field: string): string => FIELD[field] ?? field;

/** Moments stand and fall with their days. */
const WARNED_AS: Readonly<Record<string, string>> = { startsAt: 'effectiveFrom', endsAt: 'effectiveTo' };

/** How a field of a document compares with what is right. */
export function verdictOf(document: ParsedDocument, field: string, want: Expected): Verdict {
  const name = fieldOf(field);
  const got = (document as unknown as Record<string, unknown>)[name];
  if (matches(got, want)) return 'right';
  const named = document.warnings.some((warning) => warning.field === (WARNED_AS[name] ?? name));
  return named && needsReview(document) ? 'doubted' : 'silent';
}
