/**
 * WeChat's rules for the values of a template's fields, by the field's type; a broken rule is 47003 for the whole
 * message. Source: M/framework/open-ability/subscribe-message-overview.html.
 */
const CLOCK = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?`;
const DAY = String.raw`\d{4}(年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})`;
const TIME = `(${DAY} ?)?${CLOCK}`;
const DATE = `${DAY}( ?${CLOCK})?`;

const range = (one: string) => new RegExp(`^${one}( ?~ ?${one})?$`);
const length = (value: string) => [...value].length;

const RULES: Record<string, (value: string) => boolean> = {
  thing: (value) => length(value) <= 20,
  number: (value) => /^\d{1,32}(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => length(value) <= 5 && /^[\p{P}\p{S}]+$/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => range(TIME).test(value),
  date: (value) => range(DATE).test(value),
  amount: (value) => /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => length(value) <= 8 && /^\p{Script=Han}?[A-Z0-9]+\p{Script=Han}?$/u.test(value),
  name: (value) => /^[\p{Script=Han}·]{1,10}$/u.test(value) || /^[A-Za-z .'-]{1,20}$/.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  enum: (value) => length(value) > 0,
};

/** Whether `value` may stand in the field `name`, e.g. `thing1`; the type is the name without its number. */
export function valueAllowed(name: string, value: unknown): boolean {
  if (typeof value !== 'string' || value.trim() === '' || /\p{Cc}/u.test(value)) return false;
  return RULES[name.replace(/\d+$/, '')]?.(value) ?? false;
}
