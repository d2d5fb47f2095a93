import type { Block, KeyFact, NoticeDraft } from '@shuozhi/shared/api';
import type { FieldError } from '../errors';
import { blockText } from './blocks';

/** Without white space and characters that nobody sees. */
const squeezed = (text: string): string => text.replace(/[\s\p{Cf}]+/gu, '');

const blank = (text: string): boolean => squeezed(text) === '';

/** Digits as people dial them, with an extension when there is one: `12345`, `0349-2022222`, `0349-2022222转801`. */
const HOTLINE = /^\+?\d[\d\-— ()（）]{1,24}\d(?:(?:转|-|—)\d{1,6})?$/;

/** What the importer writes where it could not read an issuer. */
const TO_BE_CHECKED = /待核对/;

const EMPTY = '不能为空';

/** Characters that turn the order of others round: what a reader of the screen approves is not what is read aloud or found. */
const REORDERING = /[\u202A-\u202E\u2066-\u2069]/;
const REORDERED = '含有改变文字顺序的控制符，请删除后重新输入';

function tableProblem(header: readonly string[], rows: readonly (readonly string[])[]): string | null {
  const width = header.length > 0 ? header.length : (rows[0]?.length ?? 0);
  if (width === 0) return '表格不能没有内容';
  const ragged = rows.findIndex((row) => row.length !== width);
  return ragged < 0 ? null : `第 ${ragged + 1} 行有 ${rows[ragged]?.length ?? 0} 格，应为 ${width} 格`;
}

/** What is wrong with one block: the member and why. */
function blockProblem(block: Block): [member: string, message: string] | null {
  switch (block.type) {
    case 'list': {
      const empty = block.items.findIndex(blank);
      if (block.items.length === 0) return ['items', EMPTY];
      return empty < 0 ? null : [`items.${empty}`, EMPTY];
    }
    case 'table': {
      const problem = tableProblem(block.header, block.rows);
      return problem === null ? null : ['rows', problem];
    }
    case 'signature':
      if (block.issuers.some(blank) || (block.issuers.length === 0 && block.date === null)) return ['issuers', EMPTY];
      return null;
    case 'annex':
      return blank(block.title) ? ['title', EMPTY] : null;
    default:
      return blank(block.text) ? ['text', EMPTY] : null;
  }
}

/** Whether the sentence a fact rests on stands in the block it names; line breaks and spaces do not count. */
function holds(fact: KeyFact, blocks: readonly Block[]): boolean {
  const block = blocks[fact.source.block];
  const quote = squeezed(fact.source.quote);
  return block !== undefined && quote !== '' && squeezed(blockText(block)).includes(quote);
}

/** Whether the words stand in the title or the body of a text; line breaks and spaces do not count. */
export function textHolds({ title, blocks }: Pick<NoticeDraft, 'title' | 'blocks'>, words: string): boolean {
  return squeezed([title, ...blocks.map(blockText)].join('')).includes(squeezed(words));
}

function factProblem(fact: KeyFact, blocks: readonly Block[]): [member: string, message: string] | null {
  if (holds(fact, blocks)) return null;
  return fact.source.block >= blocks.length
    ? ['source.block', `正文只有 ${blocks.length} 段`]
    : ['source.quote', '原句不在所指的段落里'];
}

/**
 * What must be put right before a text can go on, each with the path of its field: what the schema of the API cannot say
 * because it concerns several fields, and what an import may leave open.
 */
export function draftProblems(draft: NoticeDraft): FieldError[] {
  const problems: FieldError[] = [];
  const add = (path: string, message: string): void => void problems.push({ path, message });
  if (blank(draft.kind)) add('kind', '请填写文种');
  for (const [n, issuer] of draft.issuers.entries()) {
    if (blank(issuer) || TO_BE_CHECKED.test(issuer)) add(`issuers.${n}`, '请填写发文机关');
  }
  if (draft.effectiveTo !== null && draft.writtenOn !== null && draft.effectiveTo < draft.writtenOn) {
    add('effectiveTo', '截止日期不能早于成文日期');
  }
  for (const [n, hotline] of draft.hotlines.entries()) {
    if (!HOTLINE.test(hotline)) add(`hotlines.${n}`, '应为电话号码');
  }
  if (REORDERING.test(draft.summary ?? '')) add('summary', REORDERED);
  for (const [n, block] of draft.blocks.entries()) {
    if (REORDERING.test(blockText(block))) add(`blocks.${n}`, REORDERED);
    const problem = blockProblem(block);
    if (problem) add(`blocks.${n}.${problem[0]}`, problem[1]);
  }
  for (const [n, fact] of draft.keyFacts.entries()) {
    if (REORDERING.test(fact.value)) add(`keyFacts.${n}.value`, REORDERED);
    const problem = factProblem(fact, draft.blocks);
    if (problem) add(`keyFacts.${n}.${problem[0]}`, problem[1]);
  }
  return problems;
}

/** How a fact that was dropped is named to people. */
export const droppedFact = ({ label, value }: KeyFact): string =>
  `要点“${label}：${value}”所依据的原句已不在正文中，已删除`;

/**
 * A text without the facts that rested on the text before it and no longer hold.
 * @param before the facts of the text that was edited
 * @returns the text, and the facts that were dropped
 */
export function withHeldFacts(
  draft: NoticeDraft,
  before: readonly KeyFact[],
): { draft: NoticeDraft; dropped: KeyFact[] } {
  const known = new Set(before.map(({ source }) => source.quote));
  const stale = (fact: KeyFact): boolean => known.has(fact.source.quote) && !holds(fact, draft.blocks);
  const dropped = draft.keyFacts.filter(stale);
  return { draft: { ...draft, keyFacts: draft.keyFacts.filter((fact) => !stale(fact)) }, dropped };
}
