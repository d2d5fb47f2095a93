import { endsLikeTitle } from '../fields/kindOf';
import type { Furniture, SourceLine } from '../types';

const SEARCHED = 60;
const SHORTEST = 4;

/**
 * A web page prints a document's title in its own frame, then the document with its title again: of lines that repeat
 * above the first sentence only the last is the document's.
 */
export function withoutRepeatedTitles(lines: readonly SourceLine[]): { lines: SourceLine[]; furniture: Furniture[] } {
  const prose = lines.findIndex((line) => /[。；]$/.test(line.compact) || line.compact.length > 80);
  const head = lines.slice(0, Math.min(prose < 0 ? SEARCHED : prose, SEARCHED));
  const furniture: Furniture[] = [];
  const kept = lines.filter((line, index) => {
    if (index >= head.length || line.compact.length < SHORTEST || !endsLikeTitle(line.compact)) return true;
    const again = head.findIndex((other, at) => at > index && other.compact === line.compact);
    if (again < 0) return true;
    furniture.push({ line: line.no, kind: 'repeated_title' });
    return false;
  });
  return { lines: kept, furniture };
}
