import { Converter } from 'opencc-js/t2cn';

let toSimplified: ((text: string) => string) | undefined;

/**
 * Radicals that look like characters and that NFKC leaves alone (CJK Radicals Supplement, U+2E80–U+2EF3): some input
 * methods and PDF files give them in place of the characters.
 */
const RADICALS: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺇': '几',
  '⺌': '小',
  '⺍': '小',
  '⺒': '巳',
  '⺓': '幺',
  '⺕': '彐',
  '⺗': '心',
  '⺘': '手',
  '⺙': '攵',
  '⺟': '母',
  '⺠': '民',
  '⺡': '水',
  '⺣': '火',
  '⺤': '爪',
  '⺦': '丬',
  '⺨': '犬',
  '⺩': '王',
  '⺫': '目',
  '⺬': '示',
  '⺭': '礻',
  '⺮': '竹',
  '⺰': '纟',
  '⺱': '网',
  '⺲': '罒',
  '⺶': '羊',
  '⺷': '羊',
  '⺻': '聿',
  '⺼': '肉',
  '⺽': '臼',
  '⺾': '艹',
  '⻁': '虎',
  '⻂': '衤',
  '⻃': '西',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻇': '角',
  '⻈': '讠',
  '⻉': '贝',
  '⻊': '足',
  '⻋': '车',
  '⻌': '辶',
  '⻍': '辶',
  '⻎': '辶',
  '⻏': '邑',
  '⻐': '钅',
  '⻑': '长',
  '⻒': '长',
  '⻓': '长',
  '⻔': '门',
  '⻖': '阝',
  '⻗': '雨',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻞': '食',
  '⻟': '饣',
  '⻠': '饣',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻫': '齐',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
};

const DIGITS = '零一二三四五六七八九';
const DIGIT_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...DIGITS].map((char, digit) => [char, `${digit}`])),
  〇: '0',
  幺: '1',
  两: '2',
};
/** A number said digit by digit: five and more, a year, or an emergency number. */
const SAID_DIGITS =
  /[〇零一二三四五六七八九幺两]{5,}|[〇零一二三四五六七八九]{4}(?=年)|(?:一一[零〇九]|一二[零〇二]|幺幺[零〇九]|幺[二两][零〇])/g;

/** A query in the characters that texts are written with: simplified, no radicals, digits as digits. */
export function plainCharacters(query: string): string {
  toSimplified ??= Converter({ from: 't', to: 'cn' });
  const folded = query.normalize('NFKC').replace(/[\u2e80-\u2ef3]/g, (radical) => RADICALS[radical] ?? radical);
  return toSimplified(folded).replace(SAID_DIGITS, (said) => [...said].map((char) => DIGIT_OF[char] ?? char).join(''));
}
