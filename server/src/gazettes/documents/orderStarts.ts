import type { SourceLine } from '../types';
import { squeeze } from '../lines/squeeze';
import type { CityProfile } from '../profile/types';
import { parseOrderLine } from './docNumber';
import { issuersInLine } from './issuerNames';
import type { Start } from './starts';
import { titleBelow, type FoundTitle } from './titleOf';

const HEAD = /^([\u4e00-\u9fa5]{4,30}?)(令|公告|通告)$/;
const LOOK_ABOVE = 3;

/**
 * Orders (政府令) and numbered announcements: a head that names the organ and the kind (`某市人民政府令`), the number
 * without a year, then a title or the text. The title of an order without one is the name of what it issues.
 */
export function orderStarts(lines: readonly SourceLine[], profile: CityProfile): Start[] {
  const starts: Start[] = [];
  lines.forEach((line, index) => {
    const order = parseOrderLine(line.text);
    if (order === null) return;
    const head = order.head === '' ? headAbove(lines, index) : { text: order.head, index };
    const match = HEAD.exec(head?.text ?? '');
    if (head === null || !match) return;
    const issuers = issuersInLine(match[1] ?? '', profile);
    if (issuers.length === 0) return;
    const title = titleOfOrder(lines, index, head.text, issuers, profile);
    const docNo = order.head === '' ? `${head.text}${order.docNo}` : order.docNo;
    starts.push({
      from: head.index,
      bodyFrom: Math.max(title.to, index + 1),
      docNo,
      damaged: false,
      numberIndex: index,
      title,
    });
  });
  return starts;
}

function headAbove(lines: readonly SourceLine[], index: number): { text: string; index: number } | null {
  for (let at = index - 1, seen = 0; at >= 0 && seen < LOOK_ABOVE; at -= 1) {
    const text = squeeze(lines[at]?.text ?? '');
    if (text === '') continue;
    seen += 1;
    if (HEAD.test(text)) return { text, index: at };
  }
  return null;
}

function titleOfOrder(
  lines: readonly SourceLine[],
  index: number,
  head: string,
  issuers: string[],
  profile: CityProfile,
): FoundTitle {
  const below = titleBelow(lines, index + 1, profile);
  if (below !== null) return { ...below, issuers: below.issuers.length > 0 ? below.issuers : issuers };
  const text = lines
    .slice(index + 1, index + 8)
    .map((line) => squeeze(line.text))
    .join('');
  const issued = /^《([^》]{4,60})》(?:已经?|业经|经)/.exec(text)?.[1];
  return { from: index, to: index + 1, text: issued ?? head, issuers, confidence: 0.9 };
}
