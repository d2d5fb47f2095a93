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
  /** The first sentence of its paragraph, which names the subject of those after it; empty for the first itself. */
  lead: string;
  /** Whether `lead` is the line that leads to a numbered list in which this stands. */
  under: boolean;
}

const END = /(?<=[。；！？;])/;
const LONGEST = 600;
/** Names, posts and private numbers: their lines are never read for facts (trap 9 and 11 of the gazette notes). */
const PERSONAL = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|联系人|承办人|身份证号/;
const ROSTER =
  /^(?:副?组\s*长|成\s*员|副?主\s*任|副?总指挥|副?指挥长|秘书长)[：:]|^[\u4e00-\u9fa5](?: ?[\u4e00-\u9fa5]){1,3} +\S*(?:长|主任|书记|员|总队长|经理|董事)$/;

function textsOf(block: Block): string[] {
  // A short numbered item that ends like a sentence is set as a heading, but it says something.
  if (block.type === 'heading') return /[。；]$/.test(block.text) ? [block.text] : [];
  if (block.type === 'paragraph' || block.type === 'note') return [block.text];
  return block.type === 'list' ? block.items : [];
}

/** A line that leads to numbered ones: `下列区域禁止燃放：`. */
const STEM = /[：:]$/;
/** …but not the one that opens a whole notice. */
const OPENS_ALL = /如下[：:]$|通告[：:]$|通知[：:]$/;

/** The sentences of a body in reading order; tables, signatures, rosters and lines with personal data are left out. */
export function sentencesOf(blocks: readonly Block[]): Sentence[] {
  const sentences: Sentence[] = [];
  let heading = '';
  let rank = 0;
  let stem: { text: string; rank: number } | null = null;
  blocks.forEach((block, index) => {
    const numbering = block.type === 'heading' || block.type === 'paragraph' ? numberingOf(block.text) : null;
    const own = numbering === null ? -1 : RANKS.indexOf(numbering.rank);
    const isSentence = block.type === 'heading' && /[。；]$/.test(block.text);
    if (block.type === 'heading' && !isSentence) {
      heading = (numbering?.rest ?? block.text).trim();
      rank = numbering === null ? 0 : own;
    } else if (block.type === 'annex') heading = block.title;
    else if (numbering !== null && own <= rank) heading = '';
    if (block.type === 'list' && block.items.some((item) => ROSTER.test(item))) return;
    if (stem !== null && (block.type === 'annex' || (own >= 0 && own <= stem.rank))) stem = null;
    for (const text of textsOf(block)) {
      let lead = stem !== null && (own > stem.rank || block.type === 'list') ? stem.text : '';
      const under = lead !== '';
      for (const part of text.split(END)) {
        const quote = part.trim();
        if (quote.length < 4 || quote.length > LONGEST || PERSONAL.test(quote) || ROSTER.test(quote)) continue;
        const bare = (numberingOf(quote)?.rest ?? quote).replace(/[。；;！]$/, '').trim();
        if (bare === '') continue;
        sentences.push({ quote, text: bare, block: index, heading, lead, under });
        if (!under && lead === '') lead = bare;
      }
      const last = (numbering?.rest ?? text).trim();
      if (STEM.test(last) && !OPENS_ALL.test(last) && last.length <= 120)
        stem = { text: last.replace(STEM, '').split('。').at(-1) ?? '', rank: own };
    }
  });
  return sentences;
}
