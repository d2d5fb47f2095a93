import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';
import { endClause, type End } from './ends';
import { instantOf } from './moments';
import { rangesIn, type Range } from './ranges';
import { dayClause, startClauses, todayClause } from './starts';
import type { Clause, EffectivePeriod, Moment, PeriodInput, ValidityBasis } from './types';

export type { EffectivePeriod, PeriodInput } from './types';

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
 * The effective period as the text states it (施行日期, 有效期): by `自…起施行` with or without a term, by dated ranges of a
 * public notice (all stages together), or by 即日起. 试行 and 暂行 without a stated term have no end.
 */
export function findEffectivePeriod(printed: PeriodInput): EffectivePeriod {
  const input = { ...printed, notice: readable(printed.notice), whole: readable(printed.whole) };
  const ranges = rangesIn(input);
  const own = ranges.filter((range) => range.meaning === 'own' && range.from !== null);
  const start = startClauses(input)[0] ?? null;
  const chosen = start ?? dayClause(input) ?? todayClause(input);
  const { end, termWithoutStart } = endClause(input.whole, chosen?.from ?? null, start?.offset ?? -1);
  const byRange = own.length > 0 && (start === null || start.rank < 3 || end === null);
  const period = byRange ? ofRanges(input, own) : ofClauses(input, chosen, start !== null, end);
  return {
    ...period,
    basis: period.basis ?? otherBasis(input, ranges),
    termWithoutStart: termWithoutStart && !byRange,
    doubts: doubtsOf(input, ranges, byRange || period.to !== null),
  };
}

type Stated = Pick<EffectivePeriod, 'from' | 'to' | 'startsAt' | 'endsAt' | 'basis' | 'evidence'>;

/** First day of the first and last day of the last of a notice's own ranges. */
function ofRanges({ notice }: PeriodInput, own: readonly Range[]): Stated {
  const starts = own.flatMap((range) => range.from ?? []).sort(byMoment);
  const ends = own.flatMap((range) => range.to ?? []).sort(byMoment);
  const [first] = starts;
  const last = own.every((range) => range.to !== null) ? ends.at(-1) : undefined;
  return {
    from: first?.day ?? null,
    to: last?.day ?? null,
    startsAt: first === undefined ? null : instantOf(first),
    endsAt: last === undefined ? null : instantOf(last),
    basis: { kind: 'range', sentence: notice.sentenceAt(own[0]?.offset ?? 0) },
    evidence: own.map((range) => evidenceOf(notice, range, range.yearUnsure ? 0.7 : 0.9)),
  };
}

const byMoment = (a: Moment, b: Moment): number => `${a.day}${a.time ?? ''}`.localeCompare(`${b.day}${b.time ?? ''}`);

function ofClauses(input: PeriodInput, chosen: Clause | null, inWhole: boolean, end: End | null): Stated {
  const flow = inWhole ? input.whole : input.notice;
  const evidence =
    chosen === null ? [] : [evidenceOf(flow, chosen, chosen.rank >= 3 ? 0.97 : chosen.rank === 2 ? 0.9 : 0.8)];
  if (end !== null) evidence.push(evidenceOf(input.whole, end, 0.95));
  return {
    from: chosen?.from ?? null,
    to: end?.to ?? null,
    startsAt: chosen?.from == null ? null : instantOf({ day: chosen.from, time: chosen.time }),
    endsAt: null,
    basis: basisOf(input, chosen, flow, end),
    evidence,
  };
}

const LIFTED_LATER =
  /(?:解除|恢复|结束|终止|放开|开放|截止|取消|复工|复课|开学|通行)[^。；]{0,24}(?:另行|再行)(?:通知|通告|公告|公布)|(?:视|根据)[^。；]{0,16}(?:情况|形势|变化)[^。；]{0,10}另行(?:通知|通告|公告)|(?:直至|直到)[^。；]{0,16}(?:解除|结束)/;

function basisOf(input: PeriodInput, chosen: Clause | null, flow: Flow, end: End | null): ValidityBasis | null {
  if (end !== null && end.to !== null) return { kind: 'term', sentence: input.whole.sentenceAt(end.offset) };
  if (chosen === null) return null;
  const lifted = LIFTED_LATER.exec(input.notice.text);
  if (lifted !== null) return { kind: 'until_lifted', sentence: input.notice.sentenceAt(lifted.index) };
  const sentence = flow.sentenceAt(chosen.offset);
  if (TRIAL.test(input.title)) return { kind: 'trial', sentence };
  if (/即[日目曰口]起/.test(flow.text.slice(chosen.offset, chosen.offset + chosen.length)))
    return { kind: 'from_today', sentence };
  return { kind: chosen.byWrittenDay ? 'written_day' : 'start', sentence };
}

const TRIAL = /[（(](?:试行|暂行)[）)]|试行|暂行/;
const PLAN_YEARS = /(?:20\d\d|“?十[二三四五]五”?)[^《》]{0,30}?(?:计划|方案|要点|规划|安排|任务)/;

/** What can be said when no day is stated: each year's season, a trial, the years of a plan. */
function otherBasis({ notice, title }: PeriodInput, ranges: readonly Range[]): ValidityBasis | null {
  const season = ranges.find((range) => range.meaning === 'each_year');
  if (season !== undefined) return { kind: 'each_year', sentence: notice.sentenceAt(season.offset) };
  if (TRIAL.test(title)) return { kind: 'trial', sentence: title };
  return PLAN_YEARS.test(title) ? { kind: 'plan_years', sentence: title } : null;
}

function doubtsOf({ notice }: PeriodInput, ranges: readonly Range[], settled: boolean): EffectivePeriod['doubts'] {
  const doubts: EffectivePeriod['doubts'] = [];
  for (const range of ranges) {
    const printed = notice.text.slice(range.offset, range.offset + range.length);
    const line = notice.lineAt(range.offset);
    if (range.meaning === 'own' && (range.yearUnsure || range.from === null))
      doubts.push({ message: `“${printed}”没有写年份，请核对`, line });
    if (range.meaning === 'open' && !settled) doubts.push({ message: `不能确定“${printed}”是否为本文件的时间`, line });
  }
  return doubts;
}

function evidenceOf(flow: Flow, clause: { offset: number }, confidence: number): Evidence {
  return { quote: flow.sentenceAt(clause.offset), line: flow.lineAt(clause.offset), confidence };
}
