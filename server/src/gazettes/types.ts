import type { Block, KeyFact } from '@shuozhi/shared/api';
import type { CivilDate, TopicId } from '@shuozhi/shared';
import type { Alert } from './alerts/readAlert';
import type { ValidityBasis } from './period/types';
import type { Change } from './relations/changes';

/** One line of the source after cleaning; `no` (1-based) is the link back to the file and survives every step. */
export interface SourceLine {
  no: number;
  /** Trimmed text without markdown; runs of spaces are one space, tabs are kept as cell separators. */
  text: string;
  /** The same text without any white space. */
  compact: string;
  /** The line as it stands in the file. */
  raw: string;
  /** Page furniture stood between this line and the one before: a sentence may go on here. */
  afterPage?: true;
}

/** What a reader should check, and where. `code` is stable; `message` is Chinese for staff. */
export interface ImportWarning {
  code: WarningCode;
  message: string;
  field: string | null;
  line: number | null;
}

export type WarningCode =
  | 'no_number'
  | 'no_date'
  | 'no_issuer'
  | 'title_uncertain'
  | 'contents_differ'
  | 'contents_missing_body'
  | 'number_damaged'
  | 'issuer_mismatch'
  | 'suspicious_character'
  | 'stray_english'
  | 'missing_end'
  | 'order_of_text'
  | 'order_of_columns'
  | 'attachment_absent'
  | 'term_not_stated'
  | 'date_conflict'
  | 'topic_uncertain'
  | 'rows_missing'
  | 'text_replaced'
  | 'relation_to_confirm'
  | 'unplaced_text'
  | 'title_derived'
  | 'metadata_differs'
  | 'traditional_characters'
  | 'source_doubt';

/** A found value with the words it rests on and how sure the rule is (0 to 1). */
export interface Evidence {
  quote: string;
  line: number;
  confidence: number;
}

export interface Attachment {
  title: string;
  /** False when the text refers to the web edition (见网络版) and does not hold it. */
  available: boolean;
}

/** One entry of the printed contents list (目录). */
export interface ContentsEntry {
  title: string;
  docNo: string | null;
  page: number | null;
  line: number;
}

export interface ParsedDocument {
  /** 发文字号 with 〔〕; null when none is printed. Never invented. */
  docNo: string | null;
  title: string;
  /** 文种: 通知, 通告, 意见, 批复 … */
  kind: string;
  /** What a warning (预警信号) says; null for any other document. */
  alert: Alert | null;
  issuers: string[];
  /** 主送机关 */
  addressees: string | null;
  writtenOn: CivilDate | null;
  effectiveFrom: CivilDate | null;
  effectiveTo: CivilDate | null;
  /** The moments (ISO 8601 with +08:00) where the text states hours. */
  startsAt: string | null;
  endsAt: string | null;
  /** Why it is in force from when to when, with the sentence; null when the text says nothing of it. */
  validityBasis: ValidityBasis | null;
  hotlines: string[];
  repeals: string[];
  repealsOn: CivilDate | null;
  cites: string[];
  /** What it says of other documents' validity, each with its sentence; a person confirms them. */
  changes: Change[];
  topics: TopicId[];
  regions: string[];
  attachments: Attachment[];
  /** （此件公开发布） printed: true, else null. */
  publicRelease: true | null;
  blocks: Block[];
  keyFacts: KeyFact[];
  /** The readable body without title, number and page furniture. */
  text: string;
  /** Lowest confidence of the fields that decide publication. */
  confidence: number;
  /** Confidence of each field, 0 to 1. */
  fields: Record<string, number>;
  /** The words each found value rests on, by field. */
  evidence: Record<string, Evidence[]>;
  warnings: ImportWarning[];
  /** First and last source line, 1-based and inclusive. */
  lines: { from: number; to: number };
}

/** A line of the source that belongs to the page or the gazette and to no document, with what it is. */
export interface Furniture {
  line: number;
  kind:
    | 'page_mark'
    | 'running_header'
    | 'rule'
    | 'section_heading'
    | 'picture'
    | 'cover'
    | 'contents'
    | 'back_cover'
    | 'page_metadata'
    | 'page_frame'
    | 'repeated_title';
}

export interface ParsedGazette {
  documents: ParsedDocument[];
  /** Every line that is in no document and not reported in a warning. */
  furniture: Furniture[];
  contents: ContentsEntry[];
  warnings: ImportWarning[];
}
