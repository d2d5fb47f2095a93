import { readDigits } from '../lines/readDigits';
import { stripWhitespace } from '../lines/stripWhitespace';

/**
 * 发文字号 (GB/T 9704-2012, 7.2.5): the issuer's code, the year in 〔〕, the serial number. Extraction and OCR give the
 * brackets as 〔〕 ﹝﹞ [] 【】 () or lose one of them; a year is required, so `县〔市、区〕` is never a number.
 */
const OPEN = '[〔﹝\\[［【（(〈<｛{「]';
const CLOSE = '[〕﹞\\]］】）)〉>｝}」]';
/** What OCR writes for a bracket; only believed in a line of its own. */
const DAMAGED_OPEN = '[〔﹝\\[［【（(〈<｛{「CcIl|口囗凵]';
const DAMAGED_CLOSE = '[〕﹞\\]］】）)〉>｝}」JjIl|口囗]';
const PREFIX = '[\\u4e00-\\u9fa5]{1,12}?';
const YEAR = '((?:19|20)\\d{2})';
const SERIAL = '第?0*(\\d{1,4})';

/** Words a sentence runs into a code with: `根据国发〔2019〕24号`. */
const LEADING_WORDS =
  /^.*(?:根据|依据|按照|关于|以及|贯彻|落实|印发|通知|规定|文件|意见|办法|细则|方案|规则|条例|预案|计划|规划|措施|执行|废止|精神|发布|公布|公告|通告|决定|批复|号文|结合|下发|转发)(?=[\u4e00-\u9fa5]{2,})/;
/** Organs named before their own code: `省政府晋政发〔2019〕3号`. */
const LEADING_ORGAN =
  /^.*(?:人民政府|政府|国务院|办公[厅室]|委员会|[省市县区]委|[省市县区][^省市县区]{1,6}局)(?=[\u4e00-\u9fa5]{2,})/;
/** Joints that no code holds, and those that only stand before one. */
const JOINT = /^.*[的由对将在为以](?=[\u4e00-\u9fa5]{2,})/;
const OPENING_JOINT = /^[见原和与及按经](?=[\u4e00-\u9fa5]{2,})(?![政府办发函]{2})/;

/** The code at the end of a run of Chinese letters before a bracket; the letters are never changed. */
function codeOf(run: string): string {
  const bare = run.replace(LEADING_WORDS, '').replace(LEADING_ORGAN, '').replace(JOINT, '');
  return bare.replace(OPENING_JOINT, '');
}

const NEVER_PREFIX =
  /[，。；：、年月日的]|县市|同志|会议|号$|^第|(?:通知|意见|决定|批复).|(?:通告|公告)[\u4e00-\u9fa5]{2}/;

export interface FoundNumber {
  /** Normalised: `朔政发〔2020〕12号`. */
  docNo: string;
  /** Offset and length in the compact text searched. */
  offset: number;
  length: number;
}

/** `朔政发`, `2020`, `12` as one normalised number. */
function formatDocNumber(prefix: string, year: string, serial: string): string {
  return `${prefix}〔${year}〕${serial}号`;
}

const LINE = new RegExp(`^(${PREFIX})${OPEN}${YEAR}${CLOSE}${SERIAL}号?$`);
/** What OCR writes for digits; only read as digits where a digit must stand. */
const DIGIT = '[0-9OoQDlIZz]';
const DAMAGED_LINE = new RegExp(
  `^(${PREFIX})${DAMAGED_OPEN}?([12lIZz][09OoQD]${DIGIT}{2})${DAMAGED_CLOSE}?第?(${DIGIT}{1,4})(?:号|昌|弓|兮|寻)?$`,
);

/** A number is believed by its last sign or by its closing bracket. */
const NUMBER_END = new RegExp(`(?:号|昌|弓|兮|寻)$|${CLOSE}第?${DIGIT}+$`);
/** A word of Latin letters that OCR saw between the parts of a number. */
const STRAY_LETTERS = /[a-z]{3,12}/g;

export interface NumberLine {
  docNo: string;
  prefix: string;
  year: string;
  serial: string;
  /** True when a bracket, a digit or 号 had to be guessed. */
  damaged: boolean;
}

/**
 * Reads a line that is nothing but a document number. Returns null for anything else: a number inside a sentence is a
 * citation, not a document's own.
 */
export function parseNumberLine(line: string): NumberLine | null {
  const compact = stripWhitespace(line);
  const bare = compact.replace(STRAY_LETTERS, '').replace(/(?<=[号昌弓兮寻])[。.．,，、;；]$/, '');
  const text = /^[（(].*号[）)]$/.test(bare) ? bare.slice(1, -1) : bare;
  const exact = LINE.exec(text);
  if (exact && isPrefix(exact[1] ?? '')) {
    const [, prefix = '', year = '', serial = ''] = exact;
    return {
      docNo: formatDocNumber(prefix, year, serial),
      prefix,
      year,
      serial,
      damaged: bare !== compact || !text.endsWith('号'),
    };
  }
  if (!/\d/.test(text) || text.length > 26 || /[日月]/.test(text)) return null;
  const loose = DAMAGED_LINE.exec(text);
  if (!loose || !NUMBER_END.test(text) || !isPrefix(loose[1] ?? '')) return null;
  const [, prefix = '', rawYear = '', rawSerial = ''] = loose;
  const year = readDigits(rawYear);
  const serial = readDigits(rawSerial).replace(/^0+/, '');
  if (!/^(?:19|20)\d{2}$/.test(year) || serial === '') return null;
  return { docNo: formatDocNumber(prefix, year, serial), prefix, year, serial, damaged: true };
}

function isPrefix(prefix: string): boolean {
  return prefix.length >= 2 && !NEVER_PREFIX.test(prefix) && !/^(?:附件|关于|根据|依据|按照)/.test(prefix);
}

const ANYWHERE = new RegExp(`([\\u4e00-\\u9fa5]{1,12})${OPEN}${YEAR}${CLOSE}${SERIAL}(?:号|[昌弓兮寻]?(?=[）)]))`, 'g');

/**
 * Every complete document number in compact text, in order. The prefix is cut where the sentence before it ends
 * (`根据国发〔2019〕24号` → `国发`).
 */
export function findDocNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(ANYWHERE)) {
    const [whole, run = '', year = '', serial = ''] = match;
    const prefix = codeOf(run);
    if (prefix.length < 1 || NEVER_PREFIX.test(prefix)) continue;
    found.push({
      docNo: formatDocNumber(prefix, year, serial),
      offset: match.index + run.length - prefix.length,
      length: whole.length - (run.length - prefix.length),
    });
  }
  return found;
}

const ORDER_YEAR = '(?:[〔[（(](?:19|20)\\d{2}[〕\\])）]年?|(?:19|20)\\d{2}年)?';
const ORDER_SERIAL = '(?:\\d{1,4}|[一二三四五六七八九十百零〇]{1,6})';
/** `令第5号`, `公告2020年第43号`, `第279号令`, `81号令` inside a sentence. */
const ORDER_ANYWHERE = new RegExp(
  `(?:令|公告|通告)(?:${ORDER_YEAR})第?${ORDER_SERIAL}号|(?:${ORDER_YEAR})第?${ORDER_SERIAL}号(?:令|公告|通告)`,
  'g',
);
const LONGEST_ORGAN = 20;
const ORDER_ORGAN =
  /^.*(?:根据|依据|按照|关于|以及|贯彻|落实|公布的?|发布的?|印发的?|规定|办法|条例|细则|日|[由以经和与及原])(?=[\u4e00-\u9fa5]{2,})/;

/** Every number of an order or announcement in text without white space, with the organ printed before it. */
export function findOrderNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(ORDER_ANYWHERE)].flatMap((match) => {
    const [number] = match;
    const before = text.slice(Math.max(0, match.index - LONGEST_ORGAN), match.index);
    const run = /[\u4e00-\u9fa5]*$/.exec(before)?.[0] ?? '';
    const organ = run.replace(ORDER_ORGAN, '');
    if (organ.length < 2 && !/\d{4}/.test(number)) return [];
    return [{ docNo: organ + number, offset: match.index - organ.length, length: organ.length + number.length }];
  });
}

/** `第12号`, `2025年第3号`, `公告第3号`, `令第5号` alone on a line: orders and announcements have a series of their own. */
const ORDER_LINE =
  /^[（(]?((?:[\u4e00-\u9fa5]{2,30}?)?(?:人民政府令|政府令|令|公告|通告|公报)?)([〔[（(](?:19|20)\d{2}[〕\])）]年?|(?:19|20)\d{2}年?)?(第(?:[0-9]{1,4}|[一二三四五六七八九十百零〇]{1,6})号)[）)]?$/;

export interface OrderLine {
  /** The number as printed, year included: `第12号`, `2025年第3号`, `〔2024〕第3号`, `6号令`. */
  number: string;
  /** The words before the number, e.g. `山城市人民政府令`; with the kind where it is printed behind the number. */
  head: string;
  /** The kind printed behind the number (`〔2021〕第3号通告`), else empty. */
  kind: string;
}

/** `〔2021〕第3号通告`, `某市某局2024年第3号公告`, `某指挥部6号令`: the kind stands behind the number. */
const KIND_BEHIND = new RegExp(
  `^[（(]?([\\u4e00-\\u9fa5]{0,40}?)(${ORDER_YEAR})(第?)(${ORDER_SERIAL}号)(令|公告|通告)[）)]?$`,
);

/** Reads `某市人民政府令第12号`, `第3号` or `2025年第3号` alone on a line; null otherwise. */
export function parseOrderLine(line: string): OrderLine | null {
  const compact = stripWhitespace(line);
  const behind = KIND_BEHIND.exec(compact);
  if (behind) {
    const [, organ = '', year = '', ordinal = '', serial = '', kind = ''] = behind;
    if (/关于|本|详见|参见|根据|按照|依照/.test(organ) || (organ === '' && year === '')) return null;
    if (/[的由以经和与]/.test(organ) && !/(?:政府|指挥部|委员会|领导小组|办公室|局|厅|部|院)$/.test(organ)) return null;
    if (ordinal === '' && year === '') return { number: `${serial}${kind}`, head: organ, kind: '' };
    return { number: `${yearOf(year)}${ordinal}${serial}`, head: organ === '' ? '' : organ + kind, kind };
  }
  const match = ORDER_LINE.exec(compact);
  if (!match) return null;
  const [, head = '', year = '', number = ''] = match;
  return { number: yearOf(year) + number, head, kind: '' };
}

const yearOf = (year: string): string => (/^[〔[（(]/.test(year) ? `〔${/\d{4}/.exec(year)?.[0]}〕` : year);
