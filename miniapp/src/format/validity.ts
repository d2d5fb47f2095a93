import {
  chineseDate,
  civilDateOf,
  dayOfMoment,
  daysBetween,
  endOf,
  lastDayBefore,
  momentOf,
  standingOf,
  yearsBetween,
  type Moment,
  type Standing,
  type StandingFacts,
} from '@shuozhi/shared';

/** What a reader should understand by each word; the unmarked case needs most explaining. */
const meanings: Record<Standing, string> = {
  尚未施行: '还没到施行日期',
  现行有效: '正在施行',
  已过期: '已过有效期，不再施行',
  已废止: '已被其他文件废止',
  未注明: '文件没有写明施行日期或有效期，是否仍有效请向发文机关核实',
  'open-ended': '没有写明何时结束，是否仍有效请向发文机关核实',
  'trial-over': '试行、暂行一般不超过两年，是否仍有效请向发文机关核实',
  past: '是以前年度的安排，现在的情况请看新的通知',
};

/** How a notice stands now, also where the answer is an older copy: what ended meanwhile does not look current. */
export const standingNow = (notice: StandingFacts, now: Date): Standing => standingOf(momentOf(now), notice);

/** Whether it no longer tells what holds: repealed, lapsed, of a year that is over. */
export const isOver = (standing: Standing): boolean => ['已过期', '已废止', 'past'].includes(standing);

/** `2026年7月10日 08:00`; a moment at midnight that ends something is `24:00` of the day before. */
function momentInWords(moment: Moment, ends: boolean): string {
  const clock = moment.slice(11, 16);
  if (ends && clock === '00:00') return `${chineseDate(lastDayBefore(moment))} 24:00`;
  return `${chineseDate(dayOfMoment(moment))} ${clock}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `还有 3 小时`, `还有 12 天`. */
function timeLeft(end: Moment, now: Date): string {
  const left = Date.parse(end) - now.getTime();
  if (left < HOUR) return `还有 ${Math.max(1, Math.ceil(left / MINUTE))} 分钟`;
  return left < DAY ? `还有 ${Math.floor(left / HOUR)} 小时` : `还有 ${Math.floor(left / DAY)} 天`;
}

/** Until when it holds and how long that still is: `2026年5月31日，还有 12 天`, `2026年7月10日 08:00，还有 3 小时`. */
export function untilInWords(notice: Pick<StandingFacts, 'effectiveTo' | 'endsAt'>, now: Date): string | null {
  if (notice.endsAt) return `${momentInWords(notice.endsAt, true)}，${timeLeft(notice.endsAt, now)}`;
  if (notice.effectiveTo === null) return null;
  const left = daysBetween(civilDateOf(now), notice.effectiveTo);
  return `${chineseDate(notice.effectiveTo)}，${left === 0 ? '今天是最后一天' : `还有 ${left} 天`}`;
}

/** `已施行 6 年`; empty in the first year. */
function ageOf({ effectiveFrom, writtenOn }: StandingFacts, now: Date): string {
  const since = effectiveFrom ?? writtenOn;
  const years = since === null ? 0 : yearsBetween(since, civilDateOf(now));
  return years < 1 ? '' : `已${effectiveFrom === null ? '发文' : '施行'} ${years} 年，`;
}

/** Since or until when it holds at `now`; null when the document states no such day. */
export function termInWords(notice: StandingFacts, now: Date): string | null {
  const { effectiveFrom, startsAt, repealedOn } = notice;
  const standing = standingNow(notice, now);
  const end = endOf(notice);
  switch (standing) {
    case '现行有效': {
      const until = untilInWords(notice, now);
      return until === null ? null : `有效期到 ${until}`;
    }
    case '已过期':
      if (end === null) return null;
      return `已于 ${notice.endsAt ? momentInWords(end, true) : chineseDate(lastDayBefore(end))} 到期，不再施行`;
    case '已废止':
      return repealedOn === null ? null : `自 ${chineseDate(repealedOn)} 起废止`;
    case '尚未施行':
      if (startsAt) return `${momentInWords(startsAt, false)} 起施行`;
      return effectiveFrom === null ? null : `${chineseDate(effectiveFrom)} 起施行`;
    case 'open-ended':
    case 'trial-over':
      return `${ageOf(notice, now)}${meanings[standing]}`;
    case 'past':
      return meanings.past;
    case '未注明':
      return null;
  }
}

/** Whether it holds at `now`, in a whole sentence. */
export function validityInWords(notice: StandingFacts, now: Date): string {
  if (notice.level !== null && standingNow(notice, now) === '已过期') {
    return `预警已到期结束：${termInWords(notice, now) ?? meanings['已过期']}`;
  }
  const standing = standingNow(notice, now);
  const age = standing === '未注明' ? ageOf(notice, now) : '';
  return termInWords(notice, now) ?? `${age}${meanings[standing]}`;
}
