import type { Block } from '@shuozhi/shared/api';
import { numberingOf, RANKS } from '../blocks/numbering';

/** One sentence of a body with the block that holds it. */
export interface Sentence {
  /** As it stands in the body, with its number and end mark. */
  quote: string;
  /** Without the number in front, the mark behind and who is responsible in brackets. */
  text: string;
  block: number;
  /** The heading of the section it stands in, without its number; empty when there is none. */
  section: string;
  /** The heading nearest to it: that of its own paragraph, else that of the section. */
  heading: string;
  /** The first sentence of its paragraph, which names the subject of those after it; empty for the first itself. */
  lead: string;
  /** The sentence right before it in its paragraph; empty for the first. */
  before: string;
  /** Whether `lead` is the line that leads to a list in which this stands. */
  under: boolean;
}

const END = /(?<=[。；！？;])/;
const LONGEST = 600;
/** Names, posts and private numbers: their lines are never read for facts (trap 9 and 11 of the gazette notes). */
const PERSONAL = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|联系人|承办人|身份证号/;
const ROSTER =
  /^(?:副?组\s*长|成\s*员|副?主\s*任|副?总指挥|副?指挥长|秘书长)[：:]|^[\u4e00-\u9fa5](?: ?[\u4e00-\u9fa5]){1,3} +\S*(?:长|主任|书记|员|总队长|经理|董事)$/;
/** `（市能源局牵头，各县政府负责落实）` says who of the offices sees to it. */
const RESPONSIBLE =
  /[（(](?:[^（）()]|[（(][^（）()]*[）)]){0,120}(?:牵头|负责|配合|落实|分工)(?:[^（）()]{0,12})[）)]/g;

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
/** `2.非全日制训练。为…` opens a paragraph with its own heading; an order or a ban is no heading. */
const LONGEST_HEADING = 24;
const SAYS_SOMETHING = /[，、：:\d]|应|须|必须|不得|禁止|严禁|不准|免|可以|给予|予以|实行|[为是]|^对/;
/** `取消下列费用，包括：甲；乙；丙`: what stands before the colon holds for each part. */
const LIST_IN_LINE = /^([^：:。；]{2,80})[：:](?=[^：:]+[；;])/;
const LONGEST_LIST = 260;

interface Stem {
  text: string;
  rank: number;
  /** Rank of the first item; a number of a higher rank ends the list. */
  items: number | null;
}
/** What stands after a stem and ends its list: a number of its rank or above, or one above its items. */
const endsList = (stem: Stem, own: number): boolean =>
  own >= 0 && (own <= stem.rank || (stem.items !== null && own < stem.items));

const withoutResponsible = (text: string): string => (/[（(]/.test(text) ? text.replace(RESPONSIBLE, '') : text);

const bareOf = (quote: string): string =>
  withoutResponsible(numberingOf(quote)?.rest ?? quote)
    .replace(/^[一二三四五六七八]是/, '')
    .replace(/[。；;！]$/, '')
    .trim();

const isBalanced = (text: string): boolean =>
  (text.match(/[（(]/g)?.length ?? 0) === (text.match(/[）)]/g)?.length ?? 0);

/** A sentence ends at 。 and at ；; one that is a short list of its own (`取消下列费用，包括：甲；乙`) stays whole. */
function partsOf(text: string): string[] {
  return text
    .split(/(?<=[。！？]|(?:落实|牵头|配合)[）)])/)
    .flatMap((whole) => (LIST_IN_LINE.test(whole) && whole.length <= LONGEST_LIST ? [whole] : whole.split(END)))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The sentences of one paragraph, each with what names its subject. */
function inParagraph(text: string, block: number, section: string, stem: Stem | null): Sentence[] {
  const found: Sentence[] = [];
  const parts = partsOf(text);
  let heading = section;
  let lead = stem?.text ?? '';
  let listed: string | null = null;
  parts.forEach((quote, at) => {
    if (quote.length < 4 || quote.length > LONGEST || PERSONAL.test(quote) || ROSTER.test(quote)) return;
    const bare = bareOf(quote);
    if (bare === '') return;
    if (
      at === 0 &&
      parts.length > 1 &&
      bare.length <= LONGEST_HEADING &&
      !SAYS_SOMETHING.test(bare) &&
      isBalanced(bare)
    ) {
      heading = bare;
      return;
    }
    const inherited: string | null = listed;
    found.push({
      quote,
      text: bare,
      block,
      section,
      heading,
      lead: inherited ?? lead,
      before: found.at(-1)?.text ?? '',
      under: inherited !== null || stem !== null,
    });
    const opened = LIST_IN_LINE.exec(bare + (quote.at(-1) ?? ''))?.[1];
    if (opened !== undefined) listed = opened;
    if (!/[；;]$/.test(quote)) listed = null;
    if (stem === null && lead === '') lead = bare;
  });
  return found;
}

/** The sentences of a body in reading order; tables, signatures, rosters and lines with personal data are left out. */
export function sentencesOf(blocks: readonly Block[]): Sentence[] {
  const sentences: Sentence[] = [];
  let heading = '';
  let rank = 0;
  let stem: Stem | null = null;
  let unfinished = '';
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
    const isHeading = block.type === 'annex' || (block.type === 'heading' && !isSentence && numbering === null);
    if (stem !== null && (isHeading || endsList(stem, own))) stem = null;
    if (stem !== null && own >= 0) stem.items ??= own;
    const begun = block.type === 'paragraph' && numbering === null ? unfinished : '';
    // What a page break cut off is read with what it goes on with, and not by itself.
    if (begun !== '' && sentences.at(-1)?.text === begun) sentences.pop();
    for (const text of textsOf(block)) {
      const isUnder = stem !== null && (own > stem.rank || block.type === 'list');
      const found = inParagraph(text, index, heading, isUnder ? stem : null);
      const [first] = found;
      if (first !== undefined && begun !== '') first.text = begun + first.text;
      sentences.push(...found);
      const last = (numbering?.rest ?? text).trim();
      if (STEM.test(last) && !OPENS_ALL.test(last) && last.length <= 120)
        stem = { text: begun + (last.replace(STEM, '').split('。').at(-1) ?? ''), rank: own, items: null };
    }
    unfinished = block.type === 'paragraph' ? tailOf(block.text) : '';
  });
  return sentences;
}

const SHORTEST_BROKEN = 12;

/** The words of a long paragraph that a page break cut off: those after its last end mark. */
function tailOf(text: string): string {
  const tail =
    text
      .split(/[。；：！？;:]/)
      .at(-1)
      ?.trim() ?? '';
  return text.length >= SHORTEST_BROKEN && tail.length >= 4 && !/[）)”]$/.test(tail) ? bareOf(tail) : '';
}
