import { findContents } from './documents/contentsList';
import { findDocuments } from './documents/findDocuments';
import { withPrintedLetters } from './documents/printedLetters';
import { withoutRepeatedTitles } from './documents/repeatedTitles';
import { similarity } from './documents/similarity';
import { splitMerged } from './documents/splitMerged';
import { accountLines } from './lines/accountLines';
import { classifyLines } from './lines/classifyLines';
import { removeFurniture } from './lines/removeFurniture';
import { splitLines } from './lines/splitLines';
import { simplify } from './lines/traditional';
import { metadataOf } from './lines/webPage';
import { parseDocument } from './parseDocument';
import type { CityProfile } from './profile/types';
import type { ContentsEntry, ImportWarning, ParsedDocument, ParsedGazette } from './types';

const SAME_TITLE = 0.8;

/**
 * Reads a gazette (政府公报) or a single notice from decoded text: lines cleaned → page furniture removed → contents
 * list → documents → fields, blocks and facts of each. Pure; the same text always gives the same answer. A text with no
 * document in it gives none.
 */
export function parseGazette(text: string, profile: CityProfile): ParsedGazette {
  const traditional = simplify(text);
  if (traditional === null) return parseSimplified(text, profile);
  const gazette = parseSimplified(traditional.text, profile);
  return { ...gazette, documents: gazette.documents.map((document) => withPrintedLetters(document, traditional)) };
}

function parseSimplified(text: string, profile: CityProfile): ParsedGazette {
  const source = splitLines(text);
  const cleaned = removeFurniture(source);
  const contents = findContents(cleaned.lines);
  const unrepeated = withoutRepeatedTitles(contents.body);
  const body = classifyLines(splitMerged(unrepeated.lines), profile);
  const spans = findDocuments(body, contents.entries, profile);
  // A page's metadata block speaks of its one document.
  const metadata = spans.length === 1 && cleaned.metadata.length > 0 ? metadataOf(cleaned.metadata) : null;
  const documents = spans.map((span) =>
    parseDocument(span, entryFor(span.docNo, span.title.text, contents.entries), profile, metadata),
  );
  const account = accountLines(source, spans, [...cleaned.furniture, ...contents.furniture, ...unrepeated.furniture]);
  return {
    documents,
    furniture: account.furniture,
    contents: contents.entries,
    warnings: [...missingBodies(contents.entries, documents), ...account.warnings],
  };
}

/** The entry with the document's number, else the one whose title is most like it. */
function entryFor(docNo: string | null, title: string, entries: readonly ContentsEntry[]): ContentsEntry | null {
  const byNumber = docNo === null ? undefined : entries.find((entry) => entry.docNo === docNo);
  if (byNumber !== undefined) return byNumber;
  let best: { entry: ContentsEntry; likeness: number } | null = null;
  for (const entry of entries) {
    const likeness = similarity(entry.title, title);
    if (likeness >= SAME_TITLE && likeness > (best?.likeness ?? 0)) best = { entry, likeness };
  }
  return best?.entry ?? null;
}

/** Contents entries without a document: the body is missing or was not recognised. */
function missingBodies(entries: readonly ContentsEntry[], documents: readonly ParsedDocument[]): ImportWarning[] {
  return entries
    .filter(
      (entry) =>
        !documents.some(
          (document) =>
            (document.docNo !== null && document.docNo === entry.docNo) ||
            similarity(document.title, entry.title) >= SAME_TITLE,
        ),
    )
    .map((entry) => ({
      code: 'contents_missing_body' as const,
      message: `目录列出“${entry.title}”${entry.docNo === null ? '' : `（${entry.docNo}）`}，正文中没有找到`,
      field: null,
      line: entry.line,
    }));
}
