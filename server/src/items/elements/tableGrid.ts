/** A cell as text (`isNumber` when it is stored as a number), or why it is not the text that somebody wrote. */
export type Cell = { text: string; isNumber?: true } | { problem: string };

export const MOST_ROWS = 5000;
export const MOST_COLUMNS = 200;

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;
const SCIENTIFIC = /^[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$/;
const ERROR = /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/;
const DATE =
  /^(?:\d{4}[/-]\d{1,2}[/-]\d{1,2}(?:[ T][\d:.]+)?|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}-[A-Z][a-z]{2}(?:-\d{2,4})?|\d{1,2}月\d{1,2}日)$/;

export const PROBLEMS = {
  scientific: '数字成了科学计数法，位数已经丢失；请把这一格设为文本格式后重新填写',
  digits: `数字超过 ${KEPT_DIGITS} 位，末几位已经丢失；请把这一格设为文本格式后重新填写`,
  error: '这一格是公式错误值',
  boolean: '这一格是“真/假”逻辑值，请写成文字',
  date: '这一格成了日期；请把这一格设为文本格式后重新填写',
  formula: '这一格是公式，没有保存算出的结果',
  zeros: '数字开头的 0 可能已经丢失；请把这一格设为文本格式后重新填写',
  merged: '这一格在合并单元格里，请取消合并后逐行填写',
} as const;

/** A text cell; what a spreadsheet program makes of codes, fractions and formulas is refused. */
export function textCell(text: string): Cell {
  const trimmed = text.trim();
  if (SCIENTIFIC.test(trimmed)) return { problem: PROBLEMS.scientific };
  if (ERROR.test(trimmed)) return { problem: PROBLEMS.error };
  if (/^(?:TRUE|FALSE)$/i.test(trimmed)) return { problem: PROBLEMS.boolean };
  if (DATE.test(trimmed)) return { problem: PROBLEMS.date };
  return { text: trimmed };
}

/** A cell stored as a number, from the digits in the file. */
export function numberCell(stored: string): Cell {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return { problem: PROBLEMS.error };
  if (/e/i.test(String(value)) || /e\+/i.test(stored)) return { problem: PROBLEMS.scientific };
  if (Number.isInteger(value) && Math.abs(value) >= 10 ** KEPT_DIGITS) return { problem: PROBLEMS.digits };
  return { text: String(Number(value.toPrecision(KEPT_DIGITS))), isNumber: true };
}
