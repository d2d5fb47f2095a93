import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';

export interface Hotline extends Evidence {
  number: string;
  /** Place in the compact text. */
  offset: number;
  /** What the number is offered for, e.g. 举报电话. */
  label: string;
}

/** Landline with area code, 400 numbers, short service numbers (110, 12345, 95598). Never a mobile. */
const LANDLINE = '(?:[（(]?0\\d{2,3}[）)]?[-—－–]?[1-9]\\d{6,7}(?:[-—转](?:分机)?\\d{1,5})?)';
const FREE = '(?:[48]00[-—]?\\d{3,4}[-—]?\\d{3,4})';
const SHORT = '(?:1(?:10|19|20|22)|12[1-9]\\d{2,3}|9[56]\\d{3,4}|120\\d{2})';
const LOCAL = '[2-8]\\d{6,7}';
const NUMBER = `(?:${LANDLINE}|${FREE}|${SHORT})`;
const QUOTE = `(?:[“”"'‘’「」）)]|[（(](?!0\\d{2,3}[）)]))?`;

const PURPOSE =
  '(?:举报|报警|咨询|投诉|监督|服务|求助|救助|值班|应急|报告|火警|火情|热线|受理|反映|联系|维权|维修|抢修|客服|预约|接报|灾情|政策|业务|办理|公开|便民)';
const LABEL = `(?:${PURPOSE}{1,4}(?:电话|热线|专线|号码|方式)(?:号码)?|(?:服务|政务服务|便民|投诉|举报)?热线(?:电话)?|电话)`;
/** Whose number it is, between label and number: `举报电话：市水利局 0349-…、市公安局110`. */
const OWNER = '(?:[\\u4e00-\\u9fa5]{1,12}?(?:局|委|中心|办|队|所|部|台|站|科|室|院|会)[：:]?)?';
/** Label, then one or more numbers: `举报电话：110、12345`. */
const LABELLED = new RegExp(
  `(${LABEL})(?:为|是|：|:|，|、|—+)*${QUOTE}((?:${OWNER}(?:${NUMBER}|${LOCAL})${QUOTE}(?:或者|以及|[、，,或和/；;及])?(?:[（(][^（()）]{1,20}[）)])?${QUOTE})+)`,
  'g',
);
/** `拨打“12345”政务服务便民热线`, `拨打110`, `“110”报警电话`, `12333服务热线`. */
const OFFERED = new RegExp(
  `(?:拨打|致电|拨叫|呼叫)[^。；，]{0,20}?${QUOTE}(${NUMBER}(?:${QUOTE}(?:或者?|以及|[、和及])${QUOTE}${NUMBER})*)`,
  'g',
);
const NAMED = new RegExp(
  `(?<![\\d.])${QUOTE}(${NUMBER})${QUOTE}(?:[\\u4e00-\\u9fa5]{0,8}?(?:热线|专线)|(?:报警|举报|投诉|监督|咨询)(?:电话|平台))`,
  'g',
);
/** A quantity or a target follows: the number is not offered to be called. */
const QUANTITY_AFTER = /^(?:个|名|家|万|亿|元|吨|台|项|件|户|亩|米|公里|%|％|年|月|日|秒|分钟)|^呼救电话\d/;

/** Keeps the printed form but for brackets and odd dashes: `(0349) 2021918` → `0349-2021918`. */
function normaliseHotline(number: string): string {
  return number
    .replace(/[（(](\d{3,4})[）)]-?/, '$1-')
    .replace(/[—－–]/g, '-')
    .replace(/^(0\d{2,3})([1-9]\d{6,7})/, (whole, area: string, local: string) =>
      whole.length >= 11 ? `${area}-${local}` : whole,
    );
}

const EACH = new RegExp(`${LANDLINE}|${FREE}|${SHORT}|${LOCAL}`, 'g');

/** An official's own line in a roster or a contact for other offices: 联系人 and a name stand before it. */
function isPersonal(flow: Flow, offset: number, label: string): boolean {
  const before = flow.text.slice(Math.max(0, offset - 40), offset);
  if (/联系人|承办人|负责人|姓名|主办单位|地址[：:]/.test(before)) return !/举报|投诉|监督|咨询|服务|热线/.test(label);
  return false;
}

/**
 * Numbers the text offers to residents, each with its sentence. Officials' mobiles, contact persons' lines, quantities
 * and targets (`120呼救电话10秒内接听`) are not hotlines.
 */
export function findHotlines(flow: Flow): Hotline[] {
  const found = new Map<string, Hotline>();
  const add = (number: string, offset: number, label: string, confidence: number): void => {
    const plain = normaliseHotline(number);
    if (found.has(plain) || QUANTITY_AFTER.test(flow.text.slice(offset + number.length, offset + number.length + 8)))
      return;
    found.set(plain, {
      offset,
      number: plain,
      label,
      quote: flow.sentenceAt(offset),
      line: flow.lineAt(offset),
      confidence,
    });
  };
  for (const match of flow.text.matchAll(LABELLED)) {
    const [whole, label = '', numbers = ''] = match;
    const at = match.index + whole.indexOf(numbers);
    if (isPersonal(flow, at, label)) continue;
    for (const each of numbers.matchAll(EACH)) add(each[0], at + each.index, label, label === '电话' ? 0.8 : 0.95);
  }
  for (const pattern of [OFFERED, NAMED]) {
    for (const match of flow.text.matchAll(pattern)) {
      const numbers = match[1] ?? '';
      const from = match.index + match[0].indexOf(numbers);
      for (const each of numbers.matchAll(EACH)) {
        const [number] = each;
        const at = from + each.index;
        if (!/\d/.test(flow.text[at + number.length] ?? '')) add(number, at, labelAround(flow.text, at, number), 0.9);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset);
}

function labelAround(text: string, offset: number, number: string): string {
  const after = text.slice(offset + number.length, offset + number.length + 16);
  return /[\u4e00-\u9fa5]*?(?:热线|电话|专线|平台)/.exec(after)?.[0] ?? '电话';
}
