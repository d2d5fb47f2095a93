import { addDays, type CivilDate } from '@shuozhi/shared';
import { lastDayOfTerm, numberOf } from '../fields/civilDates';
import { dayOf, dayWithoutYear, moment, timeOf } from './moments';
import { IN_FORCE, OWN, PUBLIC_KINDS, type Clause, type PeriodInput } from './types';

const SELF = '(?:印发|发布|公布|下发|颁布|发文|公告发布|通告发布|通知印发|签发)';
const SPAN_FROM_SELF = `自?${SELF}之?[日目曰口]起(?:(?<count>[0-9一二三四五六七八九十]{1,3})个?(?<unit>日|天|工作日|个月|月)(?:后|之后))?${IN_FORCE}`;
const FROM_DATE = `自?从?${moment('a')}起?[，,]?${IN_FORCE}`;
const CONDITIONAL = /(?:可以|可|应当|应|不得|未|需|一般|原则上)$/;
const EITHER = new RegExp(`(?:${SPAN_FROM_SELF})|(?:${FROM_DATE})`, 'g');

/** Clauses that say from when something is in force, ranked by how surely they speak of this document. */
export function startClauses({ whole, title, writtenOn }: PeriodInput): Clause[] {
  const clauses: Clause[] = [];
  for (const match of whole.text.matchAll(EITHER)) {
    const groups = match.groups ?? {};
    const dated = groups['aMonth'] !== undefined;
    const rank = rankOf(clauseBefore(whole.text, match.index), title, dated);
    if (rank === 0) continue;
    const from = !dated
      ? selfDate(writtenOn, groups['count'], groups['unit'])
      : groups['aYear'] !== undefined
        ? dayOf(groups, 'a', 0)
        : (dayWithoutYear(groups, 'a', writtenOn)?.day ?? null);
    if (dated && from === null) continue;
    const time = dated ? timeOf(groups, 'a') : null;
    clauses.push({ from, time, offset: match.index, length: match[0].length, rank, byWrittenDay: !dated });
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
  if (subject === '' || /^(?:现|.{0,12}决定)$/.test(subject)) return hasDate ? 2 : 1;
  if (subject.length >= 4 && title.replace(/[《》〈〉“”]/g, '').includes(subject)) return hasDate ? 2 : 1;
  return 0;
}

const FROM_TODAY = /(?:自|从)?即[日目曰口]起(?!至|到)[，,]?([^，。；]{0,40})/g;
const NOT_A_START = /废止|失效|停止使用|作废|撤销/;

/** `从即日起落实…`, `从即日起启用`: in the notice itself; a repeal `从即日起废止` is another's end, not this start. */
export function todayClause({ notice, kind, writtenOn }: PeriodInput): Clause | null {
  if (writtenOn === null) return null;
  for (const match of notice.text.matchAll(FROM_TODAY)) {
    const words = match[1] ?? '';
    if (NOT_A_START.test(words)) continue;
    const starts = /^(?:正式)?(?:启用|施行|实施|执行|生效|启动|落实|开始|试行|实行)/.test(words);
    if (!starts && !PUBLIC_KINDS.has(kind)) continue;
    return { from: writtenOn, time: null, offset: match.index, length: match[0].length, rank: 1, byWrittenDay: false };
  }
  return null;
}

const FROM_DAY = new RegExp(`(?:自|从)${moment('a')}(?:首班车?)?(?:起|开始)(?!至|到|施行)`, 'g');

/** What a notice to offices puts in force from a day: `自2025年1月1日起，失业保险金标准调整为…`. */
const PUTS_IN_FORCE =
  /^[，,]?[^。；，]{0,24}(?:调整为|提高到|提高至|上调|下调|按照?[^。；，]{1,16}执行|执行|实行|启用|停课|停工|停业|停运|停产|暂停|恢复)/;

/** `自2020年2月10日零时起，除…外停业`: a notice that opens what it orders with a day. */
export function dayClause({ notice, kind, writtenOn }: PeriodInput): Clause | null {
  for (const match of notice.text.matchAll(FROM_DAY)) {
    const groups = match.groups ?? {};
    const before = notice.text.slice(Math.max(0, match.index - 12), match.index);
    const after = notice.text.slice(match.index + match[0].length, match.index + match[0].length + 24);
    if (!/(?:^|[。；：:，,]|[一二三四五六七八九十]、|决定|时间)$/.test(before) || NOT_A_START.test(after)) continue;
    if (!PUBLIC_KINDS.has(kind) && !PUTS_IN_FORCE.test(after)) continue;
    const from =
      groups['aYear'] === undefined ? (dayWithoutYear(groups, 'a', writtenOn)?.day ?? null) : dayOf(groups, 'a', 0);
    if (from === null) continue;
    return {
      from,
      time: timeOf(groups, 'a'),
      offset: match.index,
      length: match[0].length,
      rank: 1,
      byWrittenDay: false,
    };
  }
  return null;
}
