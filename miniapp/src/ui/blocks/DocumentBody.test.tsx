import type { Block } from '@shuozhi/shared/api';
import { fireEvent, render, screen } from '@testing-library/react';
import { DocumentBody } from './DocumentBody';
import { slicesOf } from './slicesOf';
import { splitAnnexes } from './splitAnnexes';

const table: Block = {
  type: 'table',
  caption: '值班电话',
  header: ['县区', '电话'],
  rows: Array.from({ length: 45 }, (_, index) => [`第${index}乡`, `0349-${index}`]),
};
const blocks: Block[] = [
  { type: 'heading', level: 2, text: '一、期限', anchor: '一' },
  { type: 'paragraph', text: '自三月一日起施行。' },
  { type: 'list', ordered: true, items: ['不烧纸', '不野炊'] },
  { type: 'note', text: '（此件公开发布）' },
  { type: 'signature', issuers: ['朔州市人民政府', '朔州军分区'], date: '2020-03-26' },
  { type: 'annex', title: '附件1 值班表', anchor: '附件1' },
  table,
  { type: 'annex', title: '附件2 奖励办法' },
  { type: 'paragraph', text: '举报属实的给予奖励。' },
];

test('every kind of block is shown, in order', () => {
  render(<DocumentBody blocks={blocks} target={null} />);
  expect(screen.getByRole('heading', { name: '一、期限' })).toBeTruthy();
  const text = document.body.textContent;
  const order = ['自三月一日起施行。', '1.不烧纸', '2.不野炊', '（此件公开发布）', '朔州军分区', '2020年3月26日'];
  expect(order.map((part) => text.indexOf(part))).toEqual(
    [...order].map((part) => text.indexOf(part)).sort((a, b) => a - b),
  );
  for (const part of order) expect(text).toContain(part);
});

test('annexes stay folded until they are opened', () => {
  render(<DocumentBody blocks={blocks} target={null} />);
  expect(screen.queryByText('值班电话')).toBeNull();
  const annex = screen.getByLabelText('附件1 值班表');
  expect(annex.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(annex);
  expect(screen.getByText('值班电话')).toBeTruthy();
  expect(screen.queryByText('举报属实的给予奖励。')).toBeNull();
  expect(screen.getByLabelText('附件1 值班表').getAttribute('aria-expanded')).toBe('true');
});

test('an annex that a link points into is open', () => {
  render(<DocumentBody blocks={blocks} target={8} />);
  const target = screen.getByText('举报属实的给予奖励。');
  expect(target.className).toContain('block--target');
  expect(target.id).toBe('block-8');
});

test('what is not sure about a table is said beside it', () => {
  const doubt = '表中有的格可能错栏，请与原件核对';
  const list: Block = {
    type: 'list',
    ordered: false,
    items: ['甲'],
    doubt: '此处原为表格，栏次不能确定，请与原件核对',
  };
  render(<DocumentBody blocks={[{ ...table, doubt }, list]} target={null} />);
  expect(screen.getByText(doubt)).toBeTruthy();
  expect(screen.getByText(/此处原为表格/)).toBeTruthy();
});

test('a long table shows its first rows and the rest on demand', () => {
  render(<DocumentBody blocks={[table]} target={null} />);
  expect(screen.queryByText('第44乡')).toBeNull();
  fireEvent.click(screen.getByText(/还有/));
  expect(screen.getByText('第44乡')).toBeTruthy();
  expect(screen.queryByText(/还有/)).toBeNull();
});

test('blocks keep their place in the document across annexes', () => {
  const parts = splitAnnexes(blocks);
  expect(parts.map((part) => [part.annex?.title ?? null, part.start, part.blocks.length])).toEqual([
    [null, 0, 5],
    ['附件1 值班表', 6, 1],
    ['附件2 奖励办法', 8, 1],
  ]);
});

describe('slicesOf', () => {
  const paragraph = (length: number): Block => ({ type: 'paragraph', text: '字'.repeat(length) });

  test('no slice is larger than can be drawn at once, and nothing is lost or reordered', () => {
    const plan = Array.from({ length: 1_200 }, (_, index) => paragraph(150 + (index % 100)));
    const slices = slicesOf(plan);
    expect(slices.flat()).toEqual(plan);
    for (const slice of slices) {
      expect(slice.length).toBeLessThanOrEqual(40);
      expect(JSON.stringify(slice).length).toBeLessThan(12_000);
    }
  });
  test('a block larger than a slice stands alone', () => {
    expect(slicesOf([paragraph(10), paragraph(50_000), paragraph(10)]).map((slice) => slice.length)).toEqual([1, 1, 1]);
  });
  test('nothing gives nothing', () => expect(slicesOf([])).toEqual([]));
});
