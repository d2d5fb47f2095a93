import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';
import { endClause } from './periodEnds';
import { oneDayClause, rangeClause } from './periodRanges';
import { startClauses, todayClause } from './periodStarts';
import type { EffectivePeriod, PeriodInput } from './periodTypes';

export type { EffectivePeriod, PeriodInput } from './periodTypes';

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
