import { getSchema, generateJSON } from '@tiptap/core';
import fc from 'fast-check';
import type { Block } from '@/text/blockText';
import { blocksToDoc } from './blocksToDoc';
import { docToBlocks } from './docToBlocks';
import { preparePasted } from './pasted';
import { EXTENSIONS } from './schema';

const schema = getSchema(EXTENSIONS);

const line = fc.stringMatching(/^[一-龥a-z0-9，。]{1,12}$/);
const anchor = fc.option(fc.constantFrom('第一条', '附件1'), { nil: undefined });
const grid = fc.integer({ min: 1, max: 4 }).chain((width) => {
  const row = fc.array(fc.oneof(line, fc.constant('')), { minLength: width, maxLength: width });
  return fc.record({
    header: fc.oneof(row, fc.constant<string[]>([])),
    rows: fc.array(row, { minLength: 1, maxLength: 3 }),
    first: line,
  });
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 5 }), text: line, anchor }),
  fc.record({ type: fc.constant('paragraph' as const), text: line, anchor }),
  fc.record({
    type: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(line, { minLength: 1, maxLength: 4 }),
  }),
  grid.map(({ header, rows: [row = [], ...rows], first }) => ({
    type: 'table' as const,
    header,
    // A table without a word is no table.
    rows: [[first, ...row.slice(1)], ...rows],
  })),
  fc.record({ type: fc.constant('note' as const), text: line }),
  fc.record({
    type: fc.constant('signature' as const),
    issuers: fc.array(line, { minLength: 1, maxLength: 2 }),
    date: fc.constantFrom('2026-03-01', null),
  }),
  fc.record({ type: fc.constant('annex' as const), title: line, anchor }),
);
const plain = (blocks: unknown) => JSON.parse(JSON.stringify(blocks)) as unknown;

test('every body goes into the editor and comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
      const node = schema.nodeFromJSON(blocksToDoc(blocks));
      node.check();
      expect(docToBlocks(node.toJSON() as object).blocks).toEqual(plain(blocks));
    }),
  );
});

test('empty lines are no blocks, and each block knows its place in the editor', () => {
  const doc = {
    type: 'doc',
    content: [{ type: 'paragraph' }, { type: 'paragraph', content: [{ type: 'text', text: '正文' }] }],
  };
  expect(docToBlocks(doc)).toEqual({ blocks: [{ type: 'paragraph', text: '正文' }], nodes: [1] });
});

const pasted = (html: string) => docToBlocks(generateJSON(preparePasted(html), EXTENSIONS)).blocks;

test('what is pasted from Word keeps headings, lists and tables, and nothing else', () => {
  const html = `<!--[if gte mso 9]><xml>x</xml><![endif]--><style>p{color:red}</style>
    <h2 class="MsoHeading">一、总则</h2><p class="MsoNormal"><b>加粗</b>的<span style="color:red">字<o:p></o:p></span></p>
    <ul><li>第一项</li><li>第二项</li></ul><script>alert(1)</script><img src=x onerror=alert(1)>
    <table><tr><td>乡镇</td><td>雨量</td></tr><tr><td>神头镇</td><td>60毫米</td></tr></table>`;
  expect(pasted(html)).toEqual([
    { type: 'heading', level: 2, text: '一、总则' },
    { type: 'paragraph', text: '加粗的字' },
    { type: 'list', ordered: false, items: ['第一项', '第二项'] },
    {
      type: 'table',
      header: [],
      rows: [
        ['乡镇', '雨量'],
        ['神头镇', '60毫米'],
      ],
    },
  ]);
});

test('a line break begins a paragraph: no two lines run into one word', () => {
  expect(pasted('<p>第一行<br>第二行</p>')).toEqual([
    { type: 'paragraph', text: '第一行' },
    { type: 'paragraph', text: '第二行' },
  ]);
});

test('a merged cell stands in each place it covers, and the table is marked for a look', () => {
  const [table] = pasted(
    '<table><tr><td rowspan="2">朔城区</td><td>神头镇</td></tr><tr><td>利民镇</td></tr><tr><td colspan="2">合计</td></tr></table>',
  );
  expect(table).toEqual({
    type: 'table',
    header: [],
    rows: [
      ['朔城区', '神头镇'],
      ['朔城区', '利民镇'],
      ['合计', '合计'],
    ],
    doubt: expect.stringContaining('合并单元格'),
  });
});
