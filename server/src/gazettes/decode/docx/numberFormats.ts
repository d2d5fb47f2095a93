const DIGITS = '〇一二三四五六七八九';
const LEGAL = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/** 1 to 99,999 as Chinese counting writes it: 十一, 二十, 一百零五. */
function counting(value: number, digits: string, units: readonly string[], zero: string): string {
  const places = [...String(value)].map(Number);
  let text = '';
  places.forEach((digit, at) => {
    const unit = units[places.length - 1 - at] ?? '';
    if (digit !== 0) text += (digits[digit] ?? '') + unit;
    else if (text !== '' && !text.endsWith(zero) && places.slice(at).some((rest) => rest !== 0)) text += zero;
  });
  return text;
}

function chinese(value: number): string {
  return counting(value, DIGITS, ['', '十', '百', '千', '万'], '零').replace(/^一十/, '十');
}

function roman(value: number): string {
  const table: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let text = '';
  for (const [worth, letters] of table) {
    for (; rest >= worth; rest -= worth) text += letters;
  }
  return text;
}

/** a … z, then aa, bb …, as Word counts letters. */
const letters = (value: number): string => String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));

/** A sign of a block of Unicode that holds 1 to `last`; plain digits beyond it. */
const signs =
  (first: number, last: number) =>
  (value: number): string =>
    value >= 1 && value <= last ? String.fromCodePoint(first + value - 1) : String(value);

const full = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const digitByDigit = (value: number): string => String(value).replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? digit);
const cycle = (signsOf: string) => (value: number) => signsOf[(value - 1) % signsOf.length] ?? String(value);

/** Number formats (w:numFmt, ECMA-376 part 1, 17.18.59) that Chinese documents use. */
const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: full,
  decimalFullWidth2: full,
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  japaneseCounting: chinese,
  ideographDigital: digitByDigit,
  japaneseDigitalTenThousand: digitByDigit,
  taiwaneseDigital: digitByDigit,
  chineseLegalSimplified: (value) => counting(value, LEGAL, ['', '拾', '佰', '仟', '万'], '零'),
  ideographLegalTraditional: (value) => counting(value, LEGAL, ['', '拾', '佰', '仟', '万'], '零'),
  ideographTraditional: cycle(STEMS),
  ideographZodiac: cycle(BRANCHES),
  decimalEnclosedCircle: signs(0x2460, 20),
  decimalEnclosedCircleChinese: signs(0x2460, 20),
  decimalEnclosedParen: signs(0x2474, 20),
  decimalEnclosedFullstop: signs(0x2488, 20),
  ideographEnclosedCircle: signs(0x3280, 10),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: (value) => letters(value).toUpperCase(),
  lowerLetter: letters,
  none: () => '',
};

/** A number as a format writes it; null for a format that is not known here. */
export function formatNumber(format: string, value: number): string | null {
  if (value === 0 && /chinese|ideograph|taiwanese|japanese/.test(format)) return '〇';
  return FORMATS[format]?.(value) ?? null;
}
