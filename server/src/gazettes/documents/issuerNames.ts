import { stripWhitespace } from '../lines/stripWhitespace';
import type { CityProfile } from '../profile/types';
import { distance } from './similarity';

/**
 * How an organ of the state or the Party is called (GB/T 9704-2012, 7.2.4: 发文机关全称或规范化简称). The name ends in
 * one of these words; what stands before is the place or the field.
 */
const TAILS = [
  '人民代表大会常务委员会',
  '人民政府办公室',
  '人民政府办公厅',
  '委员会办公室',
  '领导小组办公室',
  '指挥部办公室',
  '人民政府',
  '委员会',
  '办公室',
  '办公厅',
  '管委会',
  '管理局',
  '监督局',
  '工作局',
  '工作部',
  '组织部',
  '宣传部',
  '统战部',
  '政法委',
  '纪委监委',
  '分局',
  '支队',
  '总队',
  '大队',
  '指挥部',
  '领导小组',
  '管理中心',
  '服务中心',
  '中心',
  '人民法院',
  '人民检察院',
  '法院',
  '检察院',
  '军分区',
  '供电公司',
  '供水公司',
  '供热公司',
  '热力公司',
  '燃气公司',
  '自来水公司',
  '有限责任公司',
  '有限公司',
  '集团公司',
  '行政公署',
  '街道办事处',
  '办事处',
  '村民委员会',
  '居民委员会',
  '开发区管理委员会',
  '总工会',
  '残疾人联合会',
  '联合会',
  '红十字会',
  '妇联',
  '团委',
  '银行',
  '支行',
  '分行',
  '分公司',
  '监管局',
  '气象台',
  '局',
  '厅',
  '委',
  '院',
  '署',
  '部',
  '社',
  '会',
  '办',
];
const TAIL = `(?:${TAILS.join('|')})`;
/** Text that an organ's name cannot contain. */
const NOT_IN_NAME =
  /转发|批转|印发|[，。；：“”《》〈〉？！0-9:;]|关于|通知|通告|附件|单位名|责任|配合|牵头|以及|或者|等单位|各县|各乡|各镇|你局|同志|会议|^(?:市|县|区|省)?(?:直|属)|工作组|年月日|主办|主管|出版|^[（(]|主任|局长|副|组长/;
const NAME = new RegExp(`^[\\u4e00-\\u9fa5·（）()]{2,36}$`);
const ENDS = new RegExp(`${TAIL}(?:[（(][\\u4e00-\\u9fa5、]{2,40}[）)])?$`);
/** A place in front makes a full name (全称): `朔州市财政局`, `中共某某县委`, `国家税务总局某某市税务局`. */
const PLACE = /^(?:中共|共青团|中国|国家|国务院|中华|[\u4e00-\u9fa5]{1,12}?(?:省|市|县|区|旗|州|盟|镇|乡|街道))/;

/** Words of organs' names as OCR damages them. */
const DAMAGED_WORDS: readonly (readonly [RegExp, string])[] = [
  [/[人入]民[政攻][府俯]/g, '人民政府'],
  [/[办力]公[室窒]/g, '办公室'],
  [/委[员贝][会舍](?!议)/g, '委员会'],
  [/[管菅][理埋]/g, '管理'],
  [/(?<=^[\u4e00-\u9fa5]{1,4})币(?=[\u4e00-\u9fa5])/g, '市'],
];

/** An organ's name with its common words as they must read; the rest stays as printed. */
export function plainOrganWords(name: string): string {
  return DAMAGED_WORDS.reduce((text, [damaged, right]) => text.replace(damaged, right), name);
}

/** Whether a compact line is the full name of one organ, damaged words of organs included. */
export function isIssuerName(printed: string, profile: CityProfile): boolean {
  const compact = plainOrganWords(printed);
  if (profile.issuers.includes(compact)) return true;
  if (profile.issuers.some((known) => known.length === compact.length && distance(known, compact) === 1)) return true;
  if (compact.length < 4 || compact.length > 36 || !NAME.test(compact)) return false;
  return !NOT_IN_NAME.test(compact) && ENDS.test(compact) && PLACE.test(compact);
}

/** Marks that no line of organs holds. */
const OF_PROSE = /[。；：“”《》？！]/;

/**
 * The organs named in a line that holds nothing else (`甲市财政局 甲市民政局`, `甲市财政局、甲市民政局`, or run
 * together); an empty list when the line holds other words.
 */
export function issuersInLine(line: string, profile: CityProfile): string[] {
  const compact = stripWhitespace(line);
  if (compact === '' || compact.length > 160 || OF_PROSE.test(compact)) return [];
  const parts = line
    .split(/[\s、，,]+/)
    .map(stripWhitespace)
    .filter((part) => part !== '');
  const names = parts.flatMap((part) => splitRun(part, profile));
  if (names.length > 0 && names.every((name) => isIssuerName(name, profile))) return names;
  const run = splitRun(compact, profile);
  return run.every((name) => isIssuerName(name, profile)) ? run : [];
}

/** National bodies whose local offices put the place behind: `国家税务总局某市税务局`, `中国人民银行某市分行`. */
const NATIONAL =
  /(?:国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行|中国银行保险监督管理委员会|中国证券监督管理委员会|国家外汇管理局|国网|中国[\u4e00-\u9fa5]{2,6}银行|中共)$/;

/** `甲市财政局甲市民政局` → both names: a new name begins where the first name's place is repeated. */
function splitRun(compact: string, profile: CityProfile): string[] {
  const place = PLACE.exec(compact)?.[0] ?? '';
  if (place.length < 2) return [compact];
  const starts: number[] = [0];
  for (let at = compact.indexOf(place, place.length); at > 0; at = compact.indexOf(place, at + place.length)) {
    const national = NATIONAL.exec(compact.slice(starts.at(-1), at));
    if (national === null) starts.push(at);
    else if (at - national[0].length > (starts.at(-1) ?? 0)) starts.push(at - national[0].length);
  }
  const parts = starts.map((start, index) => compact.slice(start, starts[index + 1]));
  return parts.length > 1 && parts.every((part) => isIssuerName(part, profile)) ? parts : [compact];
}
