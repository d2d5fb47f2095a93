import { addDays, type CivilDate } from '@shuozhi/shared';
import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';
import { civilDate, DAY, FULL_DATE, lastDayOfTerm, MONTH, numberOf, YEAR } from './civilDates';

/** The period a document states for itself. Nothing is computed that the words do not say. */
export interface EffectivePeriod {
  from: CivilDate | null;
  to: CivilDate | null;
  evidence: Evidence[];
  /** Set when a term is stated but its first day is not, so no last day can be given. */
  termWithoutStart: boolean;
}

export interface PeriodInput {
  /** The notice itself, up to its signature. */
  notice: Flow;
  /** The whole document with what it issues. */
  whole: Flow;
  title: string;
  kind: string;
  writtenOn: CivilDate | null;
}

const OWN =
  '本(?:办法|规定|细则|规则|条例|规程|制度|方案|实施方案|实施意见|意见|措施|政策|预案|通告|通知|公告|决定|规划|计划|标准|目录|令|实施细则|实施办法|导则|若干措施|若干规定)';
const IN_FORCE = '(?:正式|全面|开始|起|同步|统一)?(?:[施旋]行|[实买][施旋]|执行|试行|生效|实行|启用|启动)';
const SELF = '(?:印发|发布|公布|下发|颁布|发文|公告发布|通告发布|通知印发|签发)';
const SPAN_FROM_SELF = new RegExp(
  `自?${SELF}之?[日目曰口]起(?:([0-9一二三四五六七八九十]{1,3})个?(日|天|工作日|个月|月)(?:后|之后))?${IN_FORCE}`,
);
const FROM_DATE = new RegExp(`自?从?${FULL_DATE}起?${IN_FORCE}`);
const CONDITIONAL = /(?:可以|可|应当|应|不得|未|需|一般|原则上)$/;

interface Clause {
  from: CivilDate | null;
  offset: number;
  length: number;
  rank: number;
}

/** Clauses that say from when something is in force, ranked by how surely they speak of this document. */
function startClauses({ whole, title, writtenOn }: PeriodInput): Clause[] {
  const clauses: Clause[] = [];
  const pattern = new RegExp(`(?:${SPAN_FROM_SELF.source})|(?:${FROM_DATE.source})`, 'g');
  for (const match of whole.text.matchAll(pattern)) {
    const rank = rankOf(clauseBefore(whole.text, match.index), title, match[3] !== undefined);
    if (rank === 0) continue;
    const from =
      match[3] === undefined
        ? selfDate(writtenOn, match[1], match[2])
        : civilDate(numberOf(match[3]), numberOf(match[4] ?? ''), numberOf(match[5] ?? ''));
    clauses.push({ from, offset: match.index, length: match[0].length, rank });
  }
  return clauses.sort((a, b) => b.rank - a.rank || b.offset - a.offset);
}

/** Written day, or so many days or months after it when the clause says so. */
function selfDate(writtenOn: CivilDate | null, count: string | undefined, unit: string | undefined): CivilDate | null {
  if (writtenOn === null || count === undefined) return writtenOn;
  if (unit === '工作日') return null;
  if (unit === '日' || unit === '天') return addDays(writtenOn, numberOf(count));
  return addDays(lastDayOfTerm(writtenOn, 0, numberOf(count)), 1);
}

/** The words between the last sentence mark and the clause. */
function clauseBefore(text: string, offset: number): string {
  const head = text.slice(Math.max(0, offset - 60), offset);
  return head.slice(Math.max(head.lastIndexOf('。'), head.lastIndexOf('；'), head.lastIndexOf('！')) + 1);
}

/**
 * 3: names this document (`本办法自…`); 2: nothing but a joint before it, or a subject the title names too; 0: speaks of
 * another document or of what may be done.
 */
function rankOf(before: string, title: string, hasDate: boolean): number {
  const last = before.split(/[，,、]/).at(-1) ?? '';
  if (CONDITIONAL.test(before) || /[《〈][^》〉]*$/.test(before)) return 0;
  if (new RegExp(`${OWN}[^，。]{0,16}$`).test(before) || new RegExp(`${OWN}.{0,30}[，,]$`).test(before)) return 3;
  const subject = last
    .replace(/^.*?条|^[（(]?[一二三四五六七八九十\d]+[）)、.]/, '')
    .replace(/[《》〈〉“”]/g, '')
    .replace(/(?:从|均|统一|正式)$/, '');
  if (subject === '' || subject === '现') return hasDate ? 2 : 1;
  if (subject.length >= 4 && title.replace(/[《》〈〉“”]/g, '').includes(subject)) return hasDate ? 2 : 1;
  return 0;
}

const TERM = new RegExp(
  `有效期(?:限)?(?:为|至|到|暂定|暂定为|：|:)?(?:([0-9一二两三四五六七八九十]{1,3})年|([0-9一二三四五六七八九十]{1,3})个月|(?:自${FULL_DATE})?(?:至|到)?${FULL_DATE})`,
  'g',
);
const UNTIL = new RegExp(
  `(?:起|${IN_FORCE})[，,]?(?:执行|施行|实施|有效)?(?:至|到)${FULL_DATE}(?:止|失效|废止|自行失效|结束)?`,
  'g',
);
const TRIAL_TERM =
  /(?:试行期限?|执行期限?|实施期限?|施行期限?|政策期限?|试行|暂行)(?:时间)?(?:为|暂定为?|：|:)?([0-9一二两三四五六七八九十]{1,3})年(?!后|内|以|多|来|度|级|期)/g;

interface End {
  to: CivilDate | null;
  offset: number;
  length: number;
}

/** The stated end: a term in years or months from `from`, or a last day. */
function endClause(whole: Flow, from: CivilDate | null, near: number): { end: End | null; termWithoutStart: boolean } {
  let termWithoutStart = false;
  const ends: End[] = [];
  for (const match of whole.text.matchAll(TERM)) {
    const sentence = whole.sentenceAt(match.index);
    if (!speaksOfDocument(sentence, match.index, near)) continue;
    if (match[1] === undefined && match[2] === undefined) {
      ends.push({
        to: civilDate(numberOf(match[6] ?? ''), numberOf(match[7] ?? ''), numberOf(match[8] ?? '')),
        offset: match.index,
        length: match[0].length,
      });
      continue;
    }
    if (from === null) termWithoutStart = true;
    else
      ends.push({
        to: lastDayOfTerm(from, match[1] ? numberOf(match[1]) : 0, match[2] ? numberOf(match[2]) : 0),
        offset: match.index,
        length: match[0].length,
      });
  }
  for (const match of whole.text.matchAll(UNTIL)) {
    if (near < 0 || Math.abs(match.index - near) > 60) continue;
    ends.push({
      to: civilDate(numberOf(match[1] ?? ''), numberOf(match[2] ?? ''), numberOf(match[3] ?? '')),
      offset: match.index,
      length: match[0].length,
    });
  }
  for (const match of whole.text.matchAll(TRIAL_TERM)) {
    if (from === null || near < 0 || Math.abs(match.index - near) > 80) continue;
    ends.push({ to: lastDayOfTerm(from, numberOf(match[1] ?? ''), 0), offset: match.index, length: match[0].length });
  }
  return {
    end: ends.find((candidate) => candidate.to !== null) ?? null,
    termWithoutStart: termWithoutStart && ends.length === 0,
  };
}

/** A term belongs to the document when it stands with its start clause or names the document; permits have terms too. */
function speaksOfDocument(sentence: string, offset: number, near: number): boolean {
  if (/(?:一般不超过|不超过|不得超过|许可证|证书|资格|执照|合同|应当注明|届满)/.test(sentence)) return false;
  return (near >= 0 && Math.abs(offset - near) <= 60) || new RegExp(OWN).test(sentence);
}

const PERIOD_LABEL =
  '(?:禁火|防火|禁止|禁燃|禁放|禁燃禁放|禁猎|禁渔|禁牧|禁采|禁航|禁飞|封山|封闭|封路|管制|管控|限行|限号|限制|特护|戒严|施工|交通管制|通告|公告|本通告|执行|实施|有效|施行|停水|停电|停气)';
const SHORT_DATE = `(?:(${YEAR})年)?(${MONTH})月(${DAY})[日号目曰]`;
const RANGE = `(?:自|从|为|：|:|即)?(?:(即[日目曰口])起?|${SHORT_DATE}(?:[0-9零一二三四五六七八九十]{1,3}[时点:：][0-9分]{0,3})?起?)(?:至|到|—+|–|-|~|～)(?:(${YEAR})年|(次年|翌年))?(${MONTH})月(${DAY})[日号目曰]`;
const RANGE_PATTERN = new RegExp(RANGE, 'g');

/** `2020年3月26日至2020年6月25日`, `2023年3月2日至4月15日`, `即日起至10月10日` in a notice to the public. */
function rangeClause({ notice, kind, writtenOn }: PeriodInput): (Clause & { to: CivilDate | null }) | null {
  for (const match of notice.text.matchAll(RANGE_PATTERN)) {
    const before = notice.text.slice(Math.max(0, match.index - 40), match.index);
    if (
      !isOwnPeriod(before, notice.text.slice(match.index + match[0].length, match.index + match[0].length + 30), kind)
    )
      continue;
    const [, now, y1, m1, d1, y2, nextYear, m2, d2] = match;
    const from =
      now !== undefined
        ? writtenOn
        : civilDate(
            y1 === undefined ? Number(writtenOn?.slice(0, 4)) : numberOf(y1),
            numberOf(m1 ?? ''),
            numberOf(d1 ?? ''),
          );
    if (from === null) continue;
    const startYear = Number(from.slice(0, 4));
    const endYear = y2 !== undefined ? numberOf(y2) : startYear + (nextYear === undefined ? 0 : 1);
    const to = civilDate(endYear, numberOf(m2 ?? ''), numberOf(d2 ?? ''));
    return { from, to, offset: match.index, length: match[0].length, rank: 2 };
  }
  return null;
}

const HOURS = '[0-9零一二三四五六七八九十]{1,3}(?:时|点|[:：][0-9]{2})[0-9分]{0,3}';
const ONE_DAY = new RegExp(
  `${PERIOD_LABEL}(?:时间|时段|期限|日期)?(?:为|：|:)${FULL_DATE}${HOURS}(?:至|到|—+|-)(?:当日)?${HOURS}`,
);

/** `管制时间：2022年10月16日6时至12时`: a period of hours on one day. */
function oneDayClause({ notice }: PeriodInput): (Clause & { to: CivilDate | null }) | null {
  const match = ONE_DAY.exec(notice.text);
  if (!match) return null;
  const day = civilDate(numberOf(match[1] ?? ''), numberOf(match[2] ?? ''), numberOf(match[3] ?? ''));
  return day === null ? null : { from: day, to: day, offset: match.index, length: match[0].length, rank: 2 };
}

/**
 * A range is the document's own period when a label of a ban or of the notice stands before it, or when a public notice
 * (通告, 公告, 令) opens a clause with it. Stages of a plan and reporting periods are not.
 */
function isOwnPeriod(before: string, after: string, kind: string): boolean {
  if (
    /(?:阶段|报名|申报|集中|宣传|总结|自查|公示期|查处|统计|同比|期间完成)[^。；]{0,12}$/.test(before) ||
    /^[）)]?(?:为|，)?[^。]{0,8}(?:阶段|报名|申报)/.test(after)
  )
    return false;
  if (new RegExp(`${PERIOD_LABEL}(?:的?(?:时间|时段|期限|期间|日期|期|区间))?(?:为|自|从|是|：|:)?$`).test(before))
    return true;
  if (new RegExp(`${OWN}(?:有效期)?(?:自|从)?$`).test(before)) return true;
  const isPublic = ['通告', '公告', '令'].includes(kind);
  return isPublic && /(?:[。；：:，,]|时间|决定|^)(?:[一二三四五六七八九十]+、)?(?:在|于|自|从|定于)?$/.test(before);
}

const FROM_TODAY = /(?:自|从)?即[日目曰口]起(?!至|到)[，,]?([^，。；]{0,40})/g;
const NOT_A_START = /废止|失效|停止使用|作废|撤销/;

/** `从即日起落实…`, `从即日起启用`: in the notice itself; a repeal `从即日起废止` is another's end, not this start. */
function todayClause({ notice, kind, writtenOn }: PeriodInput): Clause | null {
  if (writtenOn === null) return null;
  for (const match of notice.text.matchAll(FROM_TODAY)) {
    const words = match[1] ?? '';
    if (NOT_A_START.test(words)) continue;
    const starts = /^(?:正式)?(?:启用|施行|实施|执行|生效|启动|落实|开始|试行|实行)/.test(words);
    if (!starts && !['通告', '公告', '令'].includes(kind)) continue;
    return { from: writtenOn, offset: match.index, length: match[0].length, rank: 1 };
  }
  return null;
}

/** What a document calls itself (本通知, 本办法) as OCR damages it; same lengths, so that offsets stay. */
const DAMAGED_SELF: readonly (readonly [RegExp, string])[] = [
  [/(?<=本)(?:[迺诵]知|通如)/g, '通知'],
  [/(?<=本)[迺诵]告/g, '通告'],
  [/(?<=本(?:实施)?)力法/g, '办法'],
  [/(?<=本(?:实施)?)万案/g, '方案'],
  [/(?<=本)现定/g, '规定'],
  [/(?<=本(?:实施)?)意贝/g, '意见'],
];

/** The same flow with those words readable; sentences are still cut from the printed text. */
function readable(flow: Flow): Flow {
  return { ...flow, text: DAMAGED_SELF.reduce((text, [damaged, right]) => text.replace(damaged, right), flow.text) };
}

/**
 * The effective period as the text states it (施行日期, 有效期): by `自…起施行` with or without a term, by a dated range of
 * a public ban, or by 即日起. 试行 and 暂行 without a stated term have no end.
 */
export function findEffectivePeriod(printed: PeriodInput): EffectivePeriod {
  const input = { ...printed, notice: readable(printed.notice), whole: readable(printed.whole) };
  const range = rangeClause(input) ?? oneDayClause(input);
  const start = startClauses(input)[0] ?? null;
  if (range !== null && (start === null || start.rank < 3 || range.to !== null)) {
    return {
      from: range.from,
      to: range.to,
      evidence: [evidenceOf(input.notice, range, 0.9)],
      termWithoutStart: false,
    };
  }
  const chosen = start ?? todayClause(input);
  const flow = start === null ? input.notice : input.whole;
  const { end, termWithoutStart } = endClause(input.whole, chosen?.from ?? null, start?.offset ?? -1);
  const evidence =
    chosen === null ? [] : [evidenceOf(flow, chosen, chosen.rank >= 3 ? 0.97 : chosen.rank === 2 ? 0.9 : 0.8)];
  if (end !== null) evidence.push(evidenceOf(input.whole, end, 0.95));
  return { from: chosen?.from ?? null, to: end?.to ?? null, evidence, termWithoutStart };
}

function evidenceOf(flow: Flow, clause: { offset: number }, confidence: number): Evidence {
  return { quote: flow.sentenceAt(clause.offset), line: flow.lineAt(clause.offset), confidence };
}
