import type { CivilDate } from '@shuozhi/shared';
import type { Flow } from '../lines/flow';
import type { Evidence } from '../types';

/** The period a document states for itself. Nothing is computed that the words do not say. */
export interface EffectivePeriod {
  from: CivilDate | null;
  to: CivilDate | null;
  evidence: Evidence[];
  /** Set when a term is stated but its first day is not, so no last day can be given. */
  termWithoutStart: boolean;
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

/** Words that say from when; `offset` is their place in the compact text. */
export interface Clause {
  from: CivilDate | null;
  offset: number;
  length: number;
  /** 3: names this document; 2: a joint or its subject before it; 1: by 即日起 or without a date. */
  rank: number;
}

/** What a document calls itself: 本办法, 本通知 … */
export const OWN =
  '本(?:办法|规定|细则|规则|条例|规程|制度|方案|实施方案|实施意见|意见|措施|政策|预案|通告|通知|公告|决定|规划|计划|标准|目录|令|实施细则|实施办法|导则|若干措施|若干规定)';
/** Words for being in force; 旋行 and 买施 are what OCR makes of two of them. */
export const IN_FORCE = '(?:正式|全面|开始|起|同步|统一)?(?:[施旋]行|[实买][施旋]|执行|试行|生效|实行|启用|启动)';
