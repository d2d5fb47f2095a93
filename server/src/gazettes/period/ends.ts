import { addDays, type CivilDate } from '@shuozhi/shared';
import type { Flow } from '../lines/flow';
import { civilDate, FULL_DATE, lastDayOfTerm, numberOf } from '../fields/civilDates';
import { IN_FORCE, OWN } from './types';

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

/** `本通知至2025年12月31日止`, `本通告于2025年12月31日自动失效`. */
const OWN_UNTIL = new RegExp(
  `${OWN}[^。；《]{0,20}?(?:至|到|于)${FULL_DATE}(?:24时|止|自动失效|自行失效|自动废止|自行废止|失效|期满|届满)`,
  'g',
);
/** `本通知自2026年1月1日起废止`: the day before is the last. */
const OWN_END = new RegExp(`${OWN}[^。；《]{0,6}自${FULL_DATE}起[^。；，]{0,8}(?:废止|失效|停止执行|不再执行)`, 'g');

export interface End {
  to: CivilDate | null;
  offset: number;
  length: number;
}

/** The stated end: a term in years or months from `from`, or a last day. */
export function endClause(
  whole: Flow,
  from: CivilDate | null,
  near: number,
): { end: End | null; termWithoutStart: boolean } {
  let termWithoutStart = false;
  const ends: End[] = [];
  for (const match of whole.text.matchAll(TERM)) {
    const sentence = whole.sentenceAt(match.index);
    if (!isOwnTerm(whole.text, match.index) || !speaksOfDocument(sentence, match.index, near)) continue;
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
  for (const match of whole.text.matchAll(OWN_UNTIL))
    ends.push({ to: dateOf(match), offset: match.index, length: match[0].length });
  for (const match of whole.text.matchAll(OWN_END)) {
    const day = dateOf(match);
    ends.push({ to: day === null ? null : addDays(day, -1), offset: match.index, length: match[0].length });
  }
  return {
    end: ends.find((candidate) => candidate.to !== null) ?? null,
    termWithoutStart: termWithoutStart && ends.length === 0,
  };
}

const dateOf = (match: RegExpMatchArray): CivilDate | null =>
  civilDate(numberOf(match[1] ?? ''), numberOf(match[2] ?? ''), numberOf(match[3] ?? ''));

/** What may stand before 有效期 in its clause: nothing, an article's number, this document, its start. */
const BEFORE_OWN_TERM = new RegExp(
  `^(?:第[一二三四五六七八九十百零〇]+条|[（(]?[一二三四五六七八九十\\d]+[）)]?)?$|(?:${OWN}|${IN_FORCE}|起|之日|暂定|其|且|并|文件)(?:的)?$`,
);

/** `有效期三年` of the document, not of what it grants (`等级有效期三年`, `证书有效期五年`). */
function isOwnTerm(text: string, offset: number): boolean {
  const clause =
    text
      .slice(Math.max(0, offset - 40), offset)
      .split(/[，,。；;：:、！]/)
      .at(-1) ?? '';
  return BEFORE_OWN_TERM.test(clause);
}

/** A term belongs to the document when it stands with its start clause or names the document; permits have terms too. */
function speaksOfDocument(sentence: string, offset: number, near: number): boolean {
  if (/(?:一般不超过|不超过|不得超过|许可证|证书|资格|执照|合同|应当注明|届满)/.test(sentence)) return false;
  return (near >= 0 && Math.abs(offset - near) <= 60) || new RegExp(OWN).test(sentence);
}
