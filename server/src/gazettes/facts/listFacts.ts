import type { Block, KeyFact } from '@shuozhi/shared/api';
import { stripWhitespace } from '../lines/stripWhitespace';
import { shortened } from './withSubject';

const LONGEST_VALUE = 300;
const LONGEST_QUOTE = 600;
const AMOUNT_HEAD = /标准|金额|价格|限额|元|费/;
/** A list of names: short items without a sentence in them. */
const LEAST_NAMES = 5;
const NAME = /^[^，。；：\t]{2,40}$/;
const IS_LIST = /如下|名单|名录|目录|下列|以下/;

/** Rows of a table that gives amounts: each with its own head, so that a figure never stands without what it is for. */
export function tableFacts(blocks: readonly Block[]): KeyFact[] {
  return blocks.flatMap((block, index) => {
    if (block.type !== 'table' || block.doubt !== undefined || !block.header.some((head) => AMOUNT_HEAD.test(head)))
      return [];
    let above: readonly string[] = [];
    return block.rows.flatMap((row): KeyFact[] => {
      const whole = withMergedCells(row, above);
      above = whole;
      const value = whole
        .map((cell, at) => [block.header[at] ?? '', cell] as const)
        .filter(([head, cell]) => cell !== '' && !/序号|备注/.test(head))
        .map(([head, cell]) => (head === '' ? cell : `${stripWhitespace(head)}：${cell}`))
        .join('；');
      const quote = row.filter((cell) => cell !== '').join('\t');
      if (!/\d/.test(value) || quote === '' || quote.length > LONGEST_QUOTE || value.length > LONGEST_VALUE) return [];
      return [{ kind: 'amount', label: '标准', value, source: { quote, block: index }, confidence: 0.85 }];
    });
  });
}

/** The cells before a row's first one are merged with those above: they name what the row is about. */
function withMergedCells(row: readonly string[], above: readonly string[]): readonly string[] {
  const first = row.findIndex((cell) => cell !== '');
  return row.map((cell, at) => (at < first ? (above[at] ?? '') : cell));
}

/** A list of names that a sentence before it announces (`现公布如下：`), in as many facts as it needs. */
export function listFacts(blocks: readonly Block[]): KeyFact[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    if (block.type !== 'list' || block.doubt !== undefined || block.items.length < LEAST_NAMES) return [];
    if (!block.items.every((item) => NAME.test(item)) || before === undefined || !('text' in before)) return [];
    if (!/[：:]$/.test(before.text) || !IS_LIST.test(before.text)) return [];
    const subject = before.text.split(/[，。]/).findLast((clause) => clause !== '' && !IS_LIST.test(clause)) ?? '';
    return inParts(block.items).map(({ from, items }): KeyFact => {
      const count = `（第${from + 1}至${from + items.length}项，共${block.items.length}项）`;
      const value = shortened(`${subject}${count}：${items.join('、')}`);
      return {
        kind: 'audience',
        label: '名单',
        value,
        source: { quote: items.join('\n'), block: index },
        confidence: 0.85,
      };
    });
  });
}

/** Items in order, as many together as fit one fact. */
function inParts(items: readonly string[]): { from: number; items: string[] }[] {
  const room = LONGEST_VALUE - 80;
  const parts: { from: number; items: string[] }[] = [];
  items.forEach((item, at) => {
    const last = parts.at(-1);
    const used = last?.items.reduce((sum, each) => sum + each.length + 1, 0) ?? room;
    if (last === undefined || used + item.length > room) parts.push({ from: at, items: [item] });
    else last.items.push(item);
  });
  return parts;
}
