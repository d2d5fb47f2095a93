import type { ParsedDocument } from './types';

/** One document as `npm run import -- FILE --json` prints it (docs/importer.md). Days are ISO or null. */
export function toJson(document: ParsedDocument) {
  const { issuers, fields, evidence, lines, ...rest } = document;
  return { ...rest, issuer: issuers.join('、'), issuers, fields, evidence, lines };
}
