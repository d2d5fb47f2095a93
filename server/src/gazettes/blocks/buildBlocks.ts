import type { Block } from '@shuozhi/shared/api';
import type { BodyParts } from '../documents/splitBody';
import { isReleaseNote } from '../documents/lineRoles';
import { rejoinLines, startsAnew, type Paragraph } from '../lines/rejoinLines';
import { stripWhitespace } from '../lines/stripWhitespace';
import type { ClassifiedLine } from '../lines/classifyLines';
import { findTables } from './findTables';
import type { FoundTable } from './foundTable';
import { tableBlock, type TableDoubt } from './tableBlock';
import { isBareHeading, numberingOf, plainChapter, type Numbering } from './numbering';
import { anchors, type Anchors } from './anchors';

/** The blocks of a body and, for each, the source lines it came from. */
export interface BuiltBlocks {
  blocks: Block[];
  lines: { from: number; to: number }[];
  /** Tables whose columns a person must compare with the printed page. */
  doubts: TableDoubt[];
}

const LONGEST_HEADING = 42;
const LONGEST_TITLE = 80;
const MIN_LIST = 3;
/** How the first sentence of an issued text begins. */
const PROSE_START =
  /^(?:为(?:了|深|进|贯|全|加|切|认|落|推|规|做|有|保|提|促|引|整|扎|积|完|充|实|确)|根据|按照|依据|近年来|《|现将|20\d\d年是)/;

type Piece = { kind: 'text'; lines: ClassifiedLine[] } | { kind: 'table'; table: FoundTable } | { kind: 'signature' };

/** A body in reading order as blocks a phone can render: headings by numbering, tables as rows, annexes with anchors. */
export function buildBlocks(body: readonly ClassifiedLine[], parts: BodyParts): BuiltBlocks {
  const built: BuiltBlocks = { blocks: [], lines: [], doubts: [] };
  const links = anchors();
  const hasChapters = body.some((line) => line.numbering?.rank === 'chapter');
  const put = (block: Block, from: number, to: number): void => {
    built.blocks.push(block);
    built.lines.push({ from, to });
  };
  for (const piece of piecesOf(body, parts)) {
    if (piece.kind === 'table') built.doubts.push(...putTable(piece.table, body, put));
    else if (piece.kind === 'signature') putSignature(body, parts, put);
    else putText(piece.lines, { links, hasChapters, issued: isIssued(piece.lines, body, parts) }, put);
  }
  return built;
}

/** Cuts the body at the signature and around tables; addressees stand in a field of their own. */
function piecesOf(body: readonly ClassifiedLine[], parts: BodyParts): Piece[] {
  const cut = parts.signature ?? { from: body.length, to: body.length };
  const pieces: Piece[] = [...withTables(body, parts.textFrom, cut.from)];
  if (parts.signature !== null) pieces.push({ kind: 'signature' });
  pieces.push(...withTables(body, Math.max(cut.to, parts.textFrom), body.length));
  return pieces;
}

function withTables(body: readonly ClassifiedLine[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  const part = body.slice(from, to);
  let at = 0;
  for (const table of findTables(part)) {
    pieces.push({ kind: 'text', lines: part.slice(at, table.from) });
    pieces.push({ kind: 'table', table: { ...table, from: table.from + from, to: table.to + from } });
    at = table.to;
  }
  pieces.push({ kind: 'text', lines: part.slice(at) });
  return pieces.filter((piece) => piece.kind !== 'text' || piece.lines.some((line) => line.text !== ''));
}

type Put = (block: Block, from: number, to: number) => void;

function putTable(table: FoundTable, body: readonly ClassifiedLine[], put: Put): TableDoubt[] {
  const first = body[table.from]?.no ?? 1;
  const { block, doubts } = tableBlock(table);
  put(block, first, body[table.to - 1]?.no ?? first);
  return doubts;
}

function putSignature(body: readonly ClassifiedLine[], parts: BodyParts, put: Put): void {
  if (parts.signature === null) return;
  const { issuers, date, from, to } = parts.signature;
  put({ type: 'signature', issuers, date }, body[from]?.no ?? 1, body[to - 1]?.no ?? 1);
}

/** The text right after the signature begins with the title of what the notice issues. */
function isIssued(lines: readonly ClassifiedLine[], body: readonly ClassifiedLine[], parts: BodyParts): boolean {
  const first = lines.find((line) => line.text !== '' && !line.releaseNote);
  return parts.signature !== null && first !== undefined && first === body[parts.issuedFrom];
}

interface TextContext {
  links: Anchors;
  hasChapters: boolean;
  issued: boolean;
}

function putText(lines: readonly ClassifiedLine[], context: TextContext, put: Put): void {
  const filled = lines.filter((line) => line.text !== '');
  let at = 0;
  const release = filled.findIndex((line) => !line.releaseNote);
  for (; at < (release < 0 ? filled.length : release); at += 1) putParagraph(paragraphOf(filled[at]), context, put);
  if (context.issued) at = putTitle(filled, at, context, put);
  while (at < filled.length) {
    const line = filled[at];
    if (line !== undefined && line.annexMark) {
      at = putAnnex(filled, at, context, put);
      continue;
    }
    let end = at + 1;
    while (end < filled.length && !filled[end]?.annexMark) end += 1;
    putParagraphs(rejoinLines(filled.slice(at, end)), context, put);
    at = end;
  }
}

const paragraphOf = (line: ClassifiedLine | undefined): Paragraph => ({
  text: line?.text ?? '',
  from: line?.no ?? 1,
  to: line?.no ?? 1,
});

/** Lines of a title: short, without an end mark, before the first numbered or prose line. */
function titleLines(filled: readonly ClassifiedLine[], from: number): ClassifiedLine[] {
  const lines: ClassifiedLine[] = [];
  for (let index = from; index < filled.length && lines.length < 4; index += 1) {
    const line = filled[index];
    if (
      line === undefined ||
      startsAnew(line) ||
      line.text.length > LONGEST_TITLE ||
      /[。；：，]/.test(line.text) ||
      PROSE_START.test(line.compact) ||
      line.cells !== null
    )
      break;
    if (
      lines.length > 0 &&
      /[\u4e00-\u9fa5]{2} [\u4e00-\u9fa5]{2,}.*长|表$|单$|方案$|办法$|规定$|细则$|预案$|计划$|规划$|措施$|意见$|制度$|规则$|要点$|安排$|政策\d*条?$/.test(
        lines.at(-1)?.text ?? '',
      )
    )
      break;
    lines.push(line);
  }
  return lines;
}

function putTitle(filled: readonly ClassifiedLine[], from: number, context: TextContext, put: Put): number {
  const lines = filled[from]?.annexMark ? [] : titleLines(filled, from);
  const [first] = lines;
  if (first === undefined) return from;
  const text = lines.map((line) => line.compact).join('');
  put({ type: 'heading', level: 1, text, anchor: context.links.of('正文') }, first.no, lines.at(-1)?.no ?? first.no);
  return from + lines.length;
}

function putAnnex(filled: readonly ClassifiedLine[], from: number, context: TextContext, put: Put): number {
  const mark = filled[from];
  const label = (mark?.compact ?? '').replace(/[：:]$/, '');
  const lines = titleLines(filled, from + 1);
  const title = [label, lines.map((line) => line.compact).join('')].filter((part) => part !== '').join(' ');
  context.links.leave();
  put({ type: 'annex', title, anchor: context.links.of(label) }, mark?.no ?? 1, lines.at(-1)?.no ?? mark?.no ?? 1);
  return from + 1 + lines.length;
}

/** Short entries one below the other (rosters, lists of organs) become a list; the rest one block each. */
function putParagraphs(paragraphs: readonly Paragraph[], context: TextContext, put: Put): void {
  for (let index = 0; index < paragraphs.length; index += 1) {
    let end = index;
    while (end < paragraphs.length && isEntry(paragraphs[end]?.text ?? '')) end += 1;
    if (end - index >= MIN_LIST) {
      const entries = paragraphs.slice(index, end);
      put(
        { type: 'list', ordered: false, items: entries.map((entry) => entry.text.replace(/^——/, '')) },
        entries[0]?.from ?? 1,
        entries.at(-1)?.to ?? 1,
      );
      index = end - 1;
      continue;
    }
    const paragraph = paragraphs[index];
    if (paragraph !== undefined) putParagraph(paragraph, context, put);
  }
}

function isEntry(text: string): boolean {
  if (text.startsWith('——')) return true;
  return (
    text.length <= 60 &&
    !/[。；！？，]/.test(text) &&
    numberingOf(text) === null &&
    plainChapter(text) === null &&
    !isReleaseNote(text) &&
    !isBareHeading(stripWhitespace(text)) &&
    !/[：:]$/.test(text)
  );
}

function putParagraph({ text, from, to }: Paragraph, context: TextContext, put: Put): void {
  const compact = stripWhitespace(text);
  if (isReleaseNote(text) || /^(?:说明|备注|注)[：:]/.test(compact)) return put({ type: 'note', text }, from, to);
  const numbering = numberingOf(text) ?? plainChapter(text);
  if (numbering === null) {
    return put(
      isBareHeading(compact)
        ? { type: 'heading', level: 2, text: compact, anchor: context.links.of(compact) }
        : { type: 'paragraph', text },
      from,
      to,
    );
  }
  const anchor = context.links.numbered(numbering);
  const isHeading = isHeadingText(numbering, text) && !context.links.inArticle();
  put(
    isHeading
      ? { type: 'heading', level: levelOf(numbering.rank, numbering.label, context), text, anchor }
      : { type: 'paragraph', text, anchor },
    from,
    to,
  );
}

/** A numbered line is a heading when it is short and says no sentence; chapters and 一、 may hold a comma. */
function isHeadingText({ rank, rest }: Numbering, text: string): boolean {
  if (rank === 'article' || rest === '' || text.length > LONGEST_HEADING || /[，、；：]$|[；：]|。./.test(rest))
    return false;
  if (rest.endsWith('。')) return text.length <= 20 && !rest.includes('，');
  return rank === 'third' || rank === 'fourth' ? !rest.includes('，') : true;
}

/** Heading level 1 to 5 from the numbering; texts with chapters put 一、 below their sections. */
function levelOf(rank: string, label: string, { hasChapters }: TextContext): number {
  if (rank === 'chapter') return 2;
  if (rank === 'section') return 3;
  const base = hasChapters ? 3 : 2;
  const depth =
    rank === 'first'
      ? 0
      : rank === 'second'
        ? 1
        : rank === 'third'
          ? label.includes('.')
            ? 1
            : 2
          : label.includes('.')
            ? 2
            : 3;
  return Math.min(5, base + depth);
}
