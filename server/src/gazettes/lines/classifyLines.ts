import type { CityProfile } from '../profile/types';
import { numberingOf, plainChapter, type Numbering } from '../blocks/numbering';
import { parseNumberLine, parseOrderLine, type NumberLine, type OrderLine } from '../documents/docNumber';
import { issuersInLine } from '../documents/issuerNames';
import {
  isAnnexList,
  isAnnexMark,
  isBackCover,
  isColophon,
  isReleaseNote,
  parseDateLine,
  type DateLine,
} from '../documents/lineRoles';
import type { SourceLine } from '../types';

/** What one line can be by itself. Later steps read this and never parse a whole line again. */
export interface ClassifiedLine extends SourceLine {
  /** A document number (发文字号) and nothing else. */
  number: NumberLine | null;
  /** A number within a series (`第12号`, `某市人民政府令第12号`) and nothing else. */
  order: OrderLine | null;
  /** A date, or organs and a date. */
  date: DateLine | null;
  /** Organs and nothing else; empty otherwise. */
  issuers: string[];
  /** The number it begins with: 第一条, 一、, （一）, 1. … */
  numbering: Numbering | null;
  /** The number of a chapter written as a bare digit. */
  chapter: Numbering | null;
  /** The cells of a table row; null for a line without a tab. */
  cells: string[] | null;
  releaseNote: boolean;
  annexMark: boolean;
  annexList: boolean;
  backCover: boolean;
  colophon: boolean;
}

/** Classifies each line once. Pure; blank lines are nothing. */
export function classifyLines(lines: readonly SourceLine[], profile: CityProfile): ClassifiedLine[] {
  return lines.map((line) => (line.text === '' ? { ...line, ...NOTHING } : classify(line, profile)));
}

const NOTHING = {
  number: null,
  order: null,
  date: null,
  issuers: [],
  numbering: null,
  chapter: null,
  cells: null,
  releaseNote: false,
  annexMark: false,
  annexList: false,
  backCover: false,
  colophon: false,
};

function classify(line: SourceLine, profile: CityProfile): ClassifiedLine {
  const { text, compact } = line;
  return {
    ...line,
    number: parseNumberLine(compact),
    order: parseOrderLine(compact),
    date: parseDateLine(compact, profile),
    issuers: issuersInLine(text, profile),
    numbering: numberingOf(text),
    chapter: plainChapter(text),
    cells: text.includes('\t') ? text.split('\t').map((cell) => cell.trim()) : null,
    releaseNote: isReleaseNote(compact),
    annexMark: isAnnexMark(compact),
    annexList: isAnnexList(compact),
    backCover: isBackCover(compact),
    colophon: isColophon(compact),
  };
}
