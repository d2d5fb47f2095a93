/**
 * WeChat's rules for the value of a template field, by the field's type; a violation is 47003 for the whole message
 * (M/framework/open-ability/subscribe-message-overview.html, "订阅消息参数值内容限制说明").
 */
export interface FieldRule {
  /** Longest value in characters (code points). */
  max: number;
  /** What the whole value must look like. */
  pattern: RegExp;
  /** The rule in a person's words. */
  words: string;
}

const DATE = String.raw`\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})`;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?`;
const TIME = `(?:${DATE} ?)?${CLOCK}`;
const DAY = `${DATE}(?: ${CLOCK})?`;

const RULES: Record<string, FieldRule> = {
  thing: { max: 20, pattern: /^.+$/su, words: '最多 20 个字' },
  number: { max: 32, pattern: /^-?\d+(\.\d+)?$/, words: '最多 32 位数字' },
  letter: { max: 32, pattern: /^[A-Za-z]+$/, words: '最多 32 个字母' },
  symbol: { max: 5, pattern: /^[^\p{L}\p{N}\s]+$/u, words: '最多 5 个符号' },
  character_string: { max: 32, pattern: /^[\x21-\x7e]+$/, words: '最多 32 位数字、字母或符号' },
  time: { max: 60, pattern: new RegExp(`^${TIME}(?: ?~ ?${TIME})?$`), words: '时间，如 2020年3月26日 08:00' },
  date: { max: 60, pattern: new RegExp(`^${DAY}(?: ?~ ?${DAY})?$`), words: '日期，如 2020年3月26日' },
  amount: { max: 20, pattern: /^[^\d]?\d{1,10}(\.\d+)?元?$/u, words: '金额' },
  phone_number: { max: 17, pattern: /^[\d+\-() ]+$/, words: '电话号码' },
  car_number: { max: 8, pattern: /^[\p{Script=Han}A-Z\d]+$/u, words: '车牌号' },
  name: { max: 20, pattern: /^(?:\p{Script=Han}{1,10}|[A-Za-z .]{1,20})$/u, words: '10 个以内汉字或 20 个以内字母' },
  phrase: { max: 5, pattern: /^\p{Script=Han}+$/u, words: '5 个以内汉字' },
  enum: { max: 32, pattern: /^.+$/su, words: '模板列出的值' },
};

/** `thing1` → `thing`. */
export const fieldType = (field: string): string => field.replace(/\d+$/, '');

/** The rule for a field such as `thing1`; undefined when WeChat has no such type. */
export const ruleOf = (field: string): FieldRule | undefined => RULES[fieldType(field)];

/** Characters as WeChat counts them. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** What is wrong with `value` in `field`, in Chinese; null when WeChat will take it. */
export function fieldProblem(field: string, value: string): string | null {
  const rule = ruleOf(field);
  if (!rule) return `未知的字段类型 ${fieldType(field)}`;
  if (value.trim() === '') return '不能为空';
  // Control characters, line breaks among them, are refused in every type.
  if (/\p{Cc}/u.test(value)) return '不能含换行或控制字符';
  if (lengthOf(value) > rule.max || !rule.pattern.test(value)) return `应为${rule.words}`;
  return null;
}
