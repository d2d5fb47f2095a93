import type { Block } from '@shuozhi/shared/api';
import { numberingOf, RANKS } from '../blocks/numbering';

/** One sentence of a body with the block that holds it. */
export interface Sentence {
  /** As it stands in the body, with its number and end mark. */
  quote: string;
  /** Without the number in front and the mark behind. */
  text: string;
  block: number;
  /** The heading it stands under, without its number; empty when there is none. */
  heading: string;
}

const END = /(?<=[。；！？;])/;
const LONGEST = 600;
/** Names, posts and private numbers: their lines are never read for facts (trap 9 and 11 of the gazette notes). */
const PERSONAL = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|联系人|承办人|身份证/;
const ROSTER =
  /^(?:副?组\s*长|成\s*员|副?主\s*任|副?总指挥|副?指挥长|秘书长)[：:]|^[\u4e00-\u9fa5](?: ?[\u4e00-\u9fa5]){1,3} +\S*(?:长|主任|书记|员|总队长|经理|董事)$/;

function textsOf(block: Block): string[] {
  if (block.type === 'paragraph' || block.type === 'note') return [block.text];
  if (block.type === 'list') return block.items;
  return [];
}

/** The sentences of a body in reading order; tables, signatures, rosters and lines with personal data are left out. */
export function sentencesOf(blocks: readonly Block[]): Sentence[] {
  const sentences: Sentence[] = [];
  let heading = '';
  let rank = 0;
  blocks.forEach((block, index) => {
    const numbering = block.type === 'heading' || block.type === 'paragraph' ? numberingOf(block.text) : null;
    if (block.type === 'heading') {
      heading = numbering?.rest ?? block.text;
      rank = numbering === null ? 0 : RANKS.indexOf(numbering.rank);
    } else if (block.type === 'annex') heading = block.title;
    else if (numbering !== null && RANKS.indexOf(numbering.rank) <= rank) heading = '';
    if (block.type === 'list' && block.items.some((item) => ROSTER.test(item))) return;
    for (const text of textsOf(block)) {
      for (const part of text.split(END)) {
        const quote = part.trim();
        if (quote.length < 4 || quote.length > LONGEST || PERSONAL.test(quote) || ROSTER.test(quote)) continue;
        const bare = (numberingOf(quote)?.rest ?? quote).replace(/[。；;！]$/, '').trim();
        if (bare !== '') sentences.push({ quote, text: bare, block: index, heading });
      }
    }
  });
  return sentences;
}
