import type { CivilDate } from '@shuozhi/shared';
import type { Flow } from '../lines/flow';
import { dayOf, dayWithoutYear, hourAlone, moment, timeOf } from './moments';
import { OWN, PUBLIC_KINDS, type Moment, type PeriodInput } from './types';

/** A period with both days in one phrase. */
export interface Range {
  from: Moment | null;
  to: Moment | null;
  offset: number;
  length: number;
  meaning: 'own' | 'each_year' | 'other' | 'open';
  /** A year was not printed and the written day does not settle it. */
  yearUnsure: boolean;
}

const LABELS =
  '禁火|防火|禁止|禁燃|禁放|禁燃禁放|燃放|禁猎|禁渔|禁牧|禁采|禁航|禁飞|休渔|封山|封闭|封路|封控|交通管制|交通管理|管制|管控|管理|限行|限号|限制通行|限制|特护|戒严|施工|本通告|通告|执行|实施|有效|施行|停水|停电|停气|停暖|停运|供暖|供热|检修|绕行|停办|暂停办理|放假|休市|停业|关闭|开放|值守|响应';
const LABEL = `(?:${LABELS})`;
/** A label right before a period: `管制时间：`, `禁火期为`. */
const LABELLED = new RegExp(
  `(?<!非)${LABEL}(?:的?(?:具体)?(?:时间|时段|期限|期间|日期|期|区间))?(?:为|是|自|从|：|:|定于|暂定)*$`,
);
/** Periods that are something else. */
const OTHER =
  /(?:公示|报名|申报|申请|征集|征求意见|意见|反馈|培训|考试|面试|笔试|体检|审核|复核|复审|初审|资格审查|提交|报送|评审|投标|招标|竞价|领取|缴费|登记|注册|自查|自纠|集中|宣传|动员|总结|阶段|查处|统计|同比|调查|验收|评估|采购|会议|会期|比赛|展览|活动|任期|学期|原定|原|此前|预算年度|基准期|核查|检查|督查|排查|周期|观测|监测)[^。；：，]{0,10}(?:时间|期限|期间|日期|期)?(?:为|是|自|从|：|:|于|在|[（(])*$/;
const OTHER_AFTER =
  /^[）)]?(?:为|，)?[^。，]{0,8}(?:阶段|报名|申报|公示|同比|培训)|^(?:期间|之间|内)?(?:出生|毕业|入学|入职|登记|注册|取得|购买|缴纳|发生|成立)/;
const EACH_YEAR = /(?:每年度?|历年|年度)的?(?:自|从|为|：)?$/;
/** `某某时间：` of a kind that no rule knows: a person must say what it is. */
const OTHER_LABEL = /[\u4e00-\u9fa5]{2,}(?:时间|期限|日期|时段)(?:为|是|：|:)$/;
/** `定于…停水施工`: what happens then is what the notice is about. */
const FIXED = /(?:定于|拟于|将于|计划于|决定于|决定在|决定自|决定从|决定)$/;
const DOES =
  /^[^。；]{0,60}?(?:停水|停电|停气|停暖|停供|封闭|管制|限行|检修|施工|禁止|严禁|关闭|停运|绕行|改道|暂停|实行|实施|断水|降压|占道|休市|歇业|停业|闭馆|闭园|停诊|停课|放假)/;
/** …also what a notice to the public announces to be carried out then. */
const CARRIED_OUT = /^[^。；，]{0,20}(?:开展|举办|举行|进行)/;

const JOIN = '(?:起|开始)?(?:至|到|—+|–|－|―|-|~|～)';
const RANGE = new RegExp(
  `(?:(?<now>即[日目曰口])起?|${moment('a')}起?)${JOIN}(?:(?<nextYear>次年|翌年|第二年|明年)|(?<sameDay>当[日天])|(?<nextDay>次日|第二天|翌日))?(?:${moment('b')}|${hourAlone('c')}(?!分钟|小时))`,
  'g',
);

/** Every phrase `A至B` of a notice with what it means. */
export function rangesIn({ notice, kind, writtenOn }: PeriodInput): Range[] {
  const ranges: Range[] = [];
  for (const match of notice.text.matchAll(RANGE)) {
    const groups = match.groups ?? {};
    if (groups['aMonth'] === undefined && groups['now'] === undefined) continue;
    const { from, to, yearUnsure } = daysOf(groups, writtenOn);
    const stated = meaningOf(notice, match.index, match[0].length, kind);
    // What was over before the notice was written is another's period: days of birth, a year that is reported on.
    const isOver = writtenOn !== null && to !== null && to.day < writtenOn;
    const meaning = isOver && stated === 'own' ? 'open' : stated;
    ranges.push({ from, to, offset: match.index, length: match[0].length, meaning, yearUnsure });
  }
  return ranges;
}

type Groups = Record<string, string | undefined>;

function daysOf(groups: Groups, writtenOn: CivilDate | null): Pick<Range, 'from' | 'to' | 'yearUnsure'> {
  let yearUnsure = false;
  let from: CivilDate | null;
  if (groups['now'] !== undefined) from = writtenOn;
  else if (groups['aYear'] !== undefined) from = dayOf(groups, 'a', 0);
  else if (groups['bYear'] !== undefined) {
    const year = Number(dayOf(groups, 'b', 0)?.slice(0, 4));
    const same = dayOf(groups, 'a', year);
    const end = dayOf(groups, 'b', 0);
    from = same !== null && end !== null && same > end ? dayOf(groups, 'a', year - 1) : same;
  } else {
    const found = dayWithoutYear(groups, 'a', writtenOn);
    from = found?.day ?? null;
    yearUnsure = found === null || !found.sure;
  }
  return {
    from: from === null ? null : { day: from, time: timeOf(groups, 'a') },
    to: endOf(groups, from),
    yearUnsure,
  };
}

function endOf(groups: Groups, from: CivilDate | null): Moment | null {
  if (groups['bMonth'] === undefined) {
    const time = timeOf(groups, 'c');
    if (from === null || time === null) return null;
    return { day: groups['nextDay'] === undefined ? from : nextDay(from), time };
  }
  const startYear = from === null ? NaN : Number(from.slice(0, 4));
  const sameYear = dayOf(groups, 'b', startYear + (groups['nextYear'] === undefined ? 0 : 1));
  const wraps =
    groups['bYear'] === undefined &&
    groups['nextYear'] === undefined &&
    sameYear !== null &&
    from !== null &&
    sameYear < from;
  const day = wraps ? dayOf(groups, 'b', startYear + 1) : sameYear;
  return day === null ? null : { day, time: timeOf(groups, 'b') };
}

function nextDay(day: CivilDate): CivilDate {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * A range is the document's own period when a label of a ban or of the notice stands before it, when the notice fixes
 * what happens then (`定于…停水`), or when a public notice (通告, 公告, 令) opens a clause with it. Stages of a plan,
 * reporting periods and other people's terms are not.
 */
function meaningOf(notice: Flow, offset: number, length: number, kind: string): Range['meaning'] {
  const before = notice.text.slice(Math.max(0, offset - 40), offset);
  const after = notice.text.slice(offset + length, offset + length + 70);
  if (EACH_YEAR.test(before)) return 'each_year';
  const clause = before.split(/[。；，]/).at(-1) ?? '';
  if (OTHER.test(clause) && !LABELLED.test(before)) return 'other';
  if (LABELLED.test(before))
    return /(?:公示|报名|申报|申请|征求意见|培训)[^。；]{0,6}$/.test(before.replace(LABELLED, '')) ? 'other' : 'own';
  if (OTHER_AFTER.test(after)) return 'other';
  if (new RegExp(`${OWN}(?:有效期)?(?:自|从)?$`).test(before)) return 'own';
  if (FIXED.test(before) && DOES.test(after)) return 'own';
  if (!PUBLIC_KINDS.has(kind)) return 'other';
  if (FIXED.test(before) && CARRIED_OUT.test(after)) return 'own';
  if (OTHER_LABEL.test(before)) return 'open';
  if (
    /(?:[。；：:，,、]|时间|决定|现决定|^)(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])?(?:在|于|自|从|定于)?$/.test(
      before,
    )
  )
    return 'own';
  return 'open';
}
