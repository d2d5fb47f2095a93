import { chineseDate, daysBetween, type CivilDate, type Validity } from '@shuozhi/shared';

/** What a reader should understand by each word; the unmarked case needs most explaining. */
const meanings: Record<Validity, string> = {
  尚未施行: '还没到施行日期',
  现行有效: '正在施行',
  已过期: '已过有效期，不再施行',
  已废止: '已被其他文件废止',
  未注明: '文件没有写明施行日期或有效期，是否仍有效请向发文机关核实',
};

export interface Term {
  validity: Validity;
  effectiveFrom: CivilDate | null;
  effectiveTo: CivilDate | null;
  repealedOn?: CivilDate | null;
}

/** Since or until which day it holds, as seen on `today`; null when the document states no such day. */
export function termInWords(term: Term, today: CivilDate): string | null {
  const { validity, effectiveFrom, effectiveTo, repealedOn = null } = term;
  if (validity === '现行有效' && effectiveTo !== null) {
    const left = daysBetween(today, effectiveTo);
    return `有效期到 ${chineseDate(effectiveTo)}，${left === 0 ? '今天是最后一天' : `还有 ${left} 天`}`;
  }
  if (validity === '已过期' && effectiveTo !== null) return `已于 ${chineseDate(effectiveTo)} 到期，不再施行`;
  if (validity === '已废止' && repealedOn !== null) return `自 ${chineseDate(repealedOn)} 起废止`;
  if (validity === '尚未施行' && effectiveFrom !== null) return `${chineseDate(effectiveFrom)} 起施行`;
  return null;
}

/** Whether it holds on `today`, in a whole sentence. */
export function validityInWords(term: Term, today: CivilDate): string {
  return termInWords(term, today) ?? meanings[term.validity];
}
