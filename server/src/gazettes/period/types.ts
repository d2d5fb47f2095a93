import type { CivilDate, PeriodBasis } from '@shuozhi/shared';
import type { Flow } from '../lines/flow';
import type { Evidence } from '../types';

export interface ValidityBasis {
  kind: PeriodBasis;
  /** The words of the text (or of the title) it rests on. */
  sentence: string;
}

/** The period a document states for itself. Nothing is computed that the words do not say. */
export interface EffectivePeriod {
  from: CivilDate | null;
  to: CivilDate | null;
  /** Moments (ISO 8601, +08:00) where the text states hours. */
  startsAt: string | null;
  endsAt: string | null;
  basis: ValidityBasis | null;
  evidence: Evidence[];
  /** Set when a term is stated but its first day is not, so no last day can be given. */
  termWithoutStart: boolean;
  /** What a person must look at: a year that is not printed, a period whose meaning is open. */
  doubts: { message: string; line: number }[];
}

/** What the rules read: the document's text, and the day they count 印发之日 from. */
export interface PeriodInput {
  /** The notice itself, up to its signature. */
  notice: Flow;
  /** The whole document with what it issues. */
  whole: Flow;
  title: string;
  kind: string;
  writtenOn: CivilDate | null;
}

/** A day, and the hour where one is stated. */
export interface Moment {
  day: CivilDate;
  /** `23:00`; `24:00` is the end of the day. */
  time: string | null;
}

/** Words that say from when; `offset` is their place in the text without white space. */
export interface Clause {
  from: CivilDate | null;
  time: string | null;
  offset: number;
  length: number;
  /** 3: names this document; 2: a joint or its subject before it; 1: by 即日起 or without a date. */
  rank: number;
  /** Counted from the written day, not from a printed one. */
  byWrittenDay: boolean;
}

/** What a document calls itself: 本办法, 本通知 … */
export const OWN =
  '本(?:实施|暂行|试行|管理|工作|行动|若干|操作|技术|地方|补充|禁火|禁令)?(?:办法|规定|细则|规则|条例|规程|制度|方案|意见|措施|政策|预案|通告|通知|公告|决定|规划|计划|标准|目录|令|命令|导则|指引|指南|规范|要求|清单|要点|守则|章程|名录|政策措施|文件|批复|函)';
/** Words for being in force; 旋行 and 买施 are what OCR makes of two of them. */
export const IN_FORCE = '(?:正式|全面|开始|起|同步|统一)?(?:[施旋]行|[实买][施旋]|执行|试行|生效|实行|启用|启动)';
/** Kinds that speak to the public itself. */
export const PUBLIC_KINDS: ReadonlySet<string> = new Set(['通告', '公告', '令', '公示', '预警信号']);
