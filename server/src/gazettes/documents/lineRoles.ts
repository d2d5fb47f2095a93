import { parseFullDate, YEAR } from '../fields/civilDates';
import { stripWhitespace } from '../lines/stripWhitespace';
import type { CityProfile } from '../profile/types';
import type { CivilDate } from '@shuozhi/shared';
import { issuersInLine } from './issuerNames';

/** （此件公开发布） in any brackets. */
export function isReleaseNote(text: string): boolean {
  return /^[（([【〔]?此件(?:主动|依申请|不予)?(?:公[开升]发布|主动公[开升]|公[开升])[）)\]】〕]?$/.test(
    stripWhitespace(text),
  );
}

/** `附件`, `附件1`, `附件：` alone, `附表2`, `附录 1`: the head of an annex, not the list of annexes. */
export function isAnnexMark(text: string): boolean {
  return /^附(?:件|表|录|图)\s*[0-9一二三四五六七八九十]{0,3}[：:]?$/.test(stripWhitespace(text));
}

/** `附件：某某名单` or `附件:1.某某`: the list of annexes at the end of a body (附件说明). */
export function isAnnexList(text: string): boolean {
  return /^附(?:件|表)[0-9一二三四五六七八九十]{0,2}[：:].+/.test(stripWhitespace(text));
}

export interface DateLine {
  date: CivilDate;
  /** Issuers on the same line as the date; usually none. */
  issuers: string[];
}

/** A word of Latin letters that OCR saw before a date. */
const STRAY_LETTERS = /^[a-z]{2,12}(?=[12])/;

/** A line that is a date, or issuers and a date (署名 and 成文日期 on one line). */
export function parseDateLine(text: string, profile: CityProfile): DateLine | null {
  const compact = stripWhitespace(text).replace(STRAY_LETTERS, '');
  if (compact.length > 80 || !/[日号目曰口\d]$/.test(compact)) return null;
  const alone = parseFullDate(compact);
  if (alone !== null) return { date: alone, issuers: [] };
  const at = compact.search(new RegExp(`${YEAR}年`));
  if (at <= 0) return null;
  const date = parseFullDate(compact.slice(at));
  const issuers = date === null ? [] : issuersInLine(compact.slice(0, at), profile);
  return date !== null && issuers.length > 0 ? { date, issuers } : null;
}

/** Colophon (版记) and back cover: what follows the last document and belongs to none. */
const BACK_COVER =
  /^《[^》]{2,20}公报》(?:简介|编辑部|编辑说明|征订)|^(?:主办单位|主管单位|主管主办|编辑出版|出版单位|承印单位|印刷单位|准印证号?|刊号|国内统一刊号|发行范围|发行方式|赠阅)[：:]|^版权所有|^(?:责任编辑|责编|扫一扫|打印本页|关闭窗口|上一篇|下一篇|相关链接|相关解读|相关附件|分享到|网站地图)[：:]?/;

/** 版记 (GB/T 9704-2012, 7.4): who else gets it and who printed it; no part of the text. */
const COLOPHON =
  /^(?:抄[送报]|分送|主题词)[：:]|^[\u4e00-\u9fa5]{4,30}\d{4}年\d{1,2}月\d{1,2}日印发$|^[（(]?共印\d+份[）)]?$/;

/** Whether a line begins or is part of the 版记. */
export function isColophon(text: string): boolean {
  return COLOPHON.test(stripWhitespace(text));
}

/** Whether a line begins the back cover or a web page's foot. */
export function isBackCover(text: string): boolean {
  return BACK_COVER.test(stripWhitespace(text));
}

/** 主送机关: organs, ending in a colon (GB/T 9704-2012, 7.3.2). */
export function endsAddressees(compact: string): boolean {
  if (!/[：:]$/.test(compact) || NOT_ADDRESSEES.test(compact)) return false;
  return /^(?:各|你局|你委|你市|你县|你区|你们)/.test(compact) || ORGANS.test(compact.slice(0, -1));
}

/** Words of a sentence that leads to a list (`现将有关事项通告如下：`). */
const NOT_ADDRESSEES = /如下|以下|下列|通告|公告|决定|规定|^为|为了|根据|按照|依据|要求|[一二三四五六七八九十]、|\d/;
const ORGANS =
  /(?:局|委|府|会|厅|办|院|位|部|门|处|中心|公司|区|县|镇|乡|市|企业|组织|机构|单位|学校|银行)(?:[（(][^（()）]*[）)])?$/;
