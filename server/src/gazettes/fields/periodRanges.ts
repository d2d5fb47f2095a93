import type { CivilDate } from '@shuozhi/shared';
import { civilDate, DAY, FULL_DATE, MONTH, numberOf, YEAR } from './civilDates';
import { OWN, type Clause, type PeriodInput } from './periodTypes';

/** A period with both days in one phrase. */
export type RangeClause = Clause & { to: CivilDate | null };

const PERIOD_LABEL =
  '(?:禁火|防火|禁止|禁燃|禁放|禁燃禁放|禁猎|禁渔|禁牧|禁采|禁航|禁飞|封山|封闭|封路|管制|管控|限行|限号|限制|特护|戒严|施工|交通管制|通告|公告|本通告|执行|实施|有效|施行|停水|停电|停气)';
const SHORT_DATE = `(?:(${YEAR})年)?(${MONTH})月(${DAY})[日号目曰]`;
const RANGE = `(?:自|从|为|：|:|即)?(?:(即[日目曰口])起?|${SHORT_DATE}(?:[0-9零一二三四五六七八九十]{1,3}[时点:：][0-9分]{0,3})?起?)(?:至|到|—+|–|-|~|～)(?:(${YEAR})年|(次年|翌年))?(${MONTH})月(${DAY})[日号目曰]`;
const RANGE_PATTERN = new RegExp(RANGE, 'g');

/** `2020年3月26日至2020年6月25日`, `2023年3月2日至4月15日`, `即日起至10月10日` in a notice to the public. */
export function rangeClause({ notice, kind, writtenOn }: PeriodInput): RangeClause | null {
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
export function oneDayClause({ notice }: PeriodInput): RangeClause | null {
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
