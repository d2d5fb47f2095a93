const HAN_OR_SIGN = '[\\u3400-\\u9fff，。、；：？！“”‘’（）《》〈〉【】—…％]';
const SPACE_IN_HAN = new RegExp(`(?<=${HAN_OR_SIGN}) +(?=${HAN_OR_SIGN})`, 'g');
const SPACE_AT_DIGIT =
  /(?<=[\u3400-\u9fff，。、；：（《“]) +(?=[\dA-Za-z])|(?<=[\dA-Za-z%]) +(?=[\u3400-\u9fff，。、；：）》”])/g;

/** Two pieces of one sentence: Chinese joins directly, Latin words keep a space between them. */
export function joinText(left: string, right: string): string {
  return /[A-Za-z]$/.test(left) && /^[A-Za-z]/.test(right) ? `${left} ${right}` : left + right;
}

/** `20 25年` → `2025年`, `788. 58` → `788.58`: white space inside a number. No digit is changed. */
function joinNumbers(text: string): string {
  return text
    .replace(/(?<!\d)(\d{1,3}) (\d{1,3})(?= ?年)/g, (whole, a: string, b: string) =>
      a.length + b.length === 4 ? a + b : whole,
    )
    .replace(/(?<=\d)\. (?=\d)/g, '.')
    .replace(/(?<=\d) \.(?=\d)/g, '.');
}

/**
 * Removes the spaces that extraction left in running prose. Short lines keep theirs: there they are layout (`组 长：某某
 * 副市长`).
 */
export function tidyProse(text: string): string {
  const numbered = /^(?:\d{1,3}\. |第[一二三四五六七八九十百零〇]+[条章节] )/.exec(text)?.[0] ?? '';
  const rest = joinNumbers(text.slice(numbered.length));
  if (rest.length < 20 || !/[，。；：]/.test(rest)) return numbered + rest;
  return numbered + rest.replace(SPACE_IN_HAN, '').replace(SPACE_AT_DIGIT, '');
}
