import type { Simplified } from '../lines/traditional';
import type { ParsedDocument } from '../types';

/** Values that are ours, not the text's. */
const OURS = new Set(['kind', 'topics', 'regions', 'type', 'effect', 'scope', 'field', 'code', 'message', 'anchor']);

/** A document read in simplified letters with the letters as printed; what is not found in one piece is said. */
export function withPrintedLetters(document: ParsedDocument, { printed }: Simplified): ParsedDocument {
  let lost = 0;
  const restore = (value: unknown, key: string): unknown => {
    if (OURS.has(key)) return value;
    if (typeof value === 'string') {
      if (!/[\u3400-\u9fff]/.test(value)) return value;
      const found = printed(value);
      if (found === null) lost += 1;
      return found ?? value;
    }
    if (Array.isArray(value)) return value.map((each) => restore(each, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, restore(each, name)]));
    return value;
  };
  const restored = Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, key === 'warnings' ? value : restore(value, key)]),
  ) as unknown as ParsedDocument;
  if (lost === 0) return restored;
  const message = '原文为繁体字，个别字句按简体显示，请与原文核对';
  return {
    ...restored,
    warnings: [
      ...document.warnings,
      { code: 'traditional_characters', message, field: 'blocks', line: document.lines.from },
    ],
  };
}
