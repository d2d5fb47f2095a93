import { attribute, element, elements, nameOf, textOf, type XmlNode } from '../xmlTree';
import { superscript } from '../superscript';

const grouped = (text: string): string => (/^[\p{L}\p{N}.%]*$/u.test(text) ? text : `(${text})`);
const power = (text: string): string => superscript(text) ?? `^${grouped(text)}`;

/** How the parts of each construct of Office Math are written on a line. */
const WRITERS: Readonly<Record<string, (part: (name: string) => string, node: XmlNode) => string>> = {
  f: (part) => `${grouped(part('num'))}/${grouped(part('den'))}`,
  sSup: (part) => part('e') + power(part('sup')),
  sSub: (part) => part('e') + part('sub'),
  sSubSup: (part) => part('e') + part('sub') + power(part('sup')),
  rad: (part) => `${superscript(part('deg')) ?? part('deg')}√${grouped(part('e'))}`,
  nary: (part, node) =>
    `${attribute(element(node, 'naryPr', 'chr'), 'val') ?? '∫'}[${part('sub')}→${part('sup')}]${grouped(part('e'))}`,
  func: (part) => `${part('fName')}${grouped(part('e'))}`,
  limLow: (part) => `${part('e')}[${part('lim')}]`,
  limUpp: (part) => `${part('e')}[${part('lim')}]`,
  d: (_, node) => {
    const sign = (name: string, otherwise: string): string => attribute(element(node, 'dPr', name), 'val') ?? otherwise;
    return sign('begChr', '(') + elements(node, 'e').map(formulaText).join(sign('sepChr', '|')) + sign('endChr', ')');
  },
  m: (_, node) =>
    `[${elements(node, 'mr')
      .map((row) => elements(row, 'e').map(formulaText).join(', '))
      .join('; ')}]`,
};

/** A formula of Office Math on one line: fractions with /, powers as ², roots as √. */
export function formulaText(node: XmlNode): string {
  return elements(node)
    .map((child) => {
      const name = nameOf(child);
      if (name === 't') return textOf(child);
      if (/Pr$/.test(name)) return '';
      const part = (of: string): string => {
        const found = element(child, of);
        return found === undefined ? '' : formulaText(found);
      };
      return WRITERS[name]?.(part, child) ?? formulaText(child);
    })
    .join('');
}

/** Whether a formula says no more than text with sub- and superscripts. */
export function isPlainFormula(node: XmlNode): boolean {
  return elements(node).every((child) => {
    const name = nameOf(child);
    return (
      name === 't' || /Pr$/.test(name) || (/^(?:r|e|sSup|sSub|sup|sub|oMath)$/.test(name) && isPlainFormula(child))
    );
  });
}

/**
 * The text of an `EQ` field, Word's older way to write a fraction or to set a reading above a rare character; null when
 * it is something else.
 */
export function equationField(instruction: string): string | null {
  const ruby = /\\o\\a[cdlr]\s*\(\s*\\s\\up\s*\d+\s*\(([^()]*)\)\s*[,，;；]\s*([^()]+)\)/i.exec(instruction);
  if (ruby?.[2] !== undefined) return ruby[2].trim();
  const fraction = /\\f\s*\(([^(),;]+)[,;]([^(),;]+)\)/i.exec(instruction);
  if (fraction?.[1] !== undefined && fraction[2] !== undefined)
    return `${grouped(fraction[1].trim())}/${grouped(fraction[2].trim())}`;
  return null;
}
