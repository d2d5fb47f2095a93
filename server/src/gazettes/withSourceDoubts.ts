import type { SourceDoubt } from './decode/source';
import type { ImportWarning, ParsedDocument, ParsedGazette } from './types';

/** Confidence of a document with a place that the file leaves open: a person must confirm it (see REVIEW_BELOW). */
const DOUBTED = 0.6;

/**
 * Adds what the file left open to the documents it concerns: a doubt with a line to the document that holds the line, one
 * about the whole file to all. Lines outside every document are doubts of the gazette.
 */
export function withSourceDoubts(gazette: ParsedGazette, doubts: readonly SourceDoubt[]): ParsedGazette {
  const holds = (document: ParsedDocument, line: number): boolean =>
    line >= document.lines.from && line <= document.lines.to;
  const documents = gazette.documents.map((document) =>
    withDoubts(
      document,
      doubts.filter(({ line }) => line === null || holds(document, line)),
    ),
  );
  const elsewhere = doubts.filter(
    ({ line }) => line !== null && !gazette.documents.some((document) => holds(document, line)),
  );
  return { ...gazette, documents, warnings: [...gazette.warnings, ...elsewhere.map(warningOf)] };
}

const warningOf = ({ message, line }: SourceDoubt): ImportWarning => ({
  code: 'source_doubt',
  message,
  field: 'blocks',
  line,
});

function withDoubts(document: ParsedDocument, doubts: readonly SourceDoubt[]): ParsedDocument {
  if (doubts.length === 0) return document;
  const warnings = [...document.warnings, ...doubts.map(warningOf)];
  if (!doubts.some((doubt) => doubt.holds)) return { ...document, warnings };
  const body = Math.min(document.fields.body ?? 1, DOUBTED);
  const confidence = Math.min(document.confidence, DOUBTED);
  return { ...document, warnings, confidence, fields: { ...document.fields, body } };
}
