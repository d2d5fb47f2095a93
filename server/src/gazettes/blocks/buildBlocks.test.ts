import type { Block } from '@shuozhi/shared/api';
import { parseGazette } from '../parseGazette';
import { UNKNOWN_CITY } from '../profile';

/** Blocks of a body of our own, under a short notice that issues it. */
function blocksOf(body: string): Block[] {
  const head =
    '某市人民政府\n关于印发某某办法的通知\n某政发〔2023〕1号\n现印发给你们，请认真贯彻执行。\n某市人民政府\n2023年3月2日\n某某办法\n';
  return (parseGazette(head + body, UNKNOWN_CITY).documents[0]?.blocks ?? []).slice(2);
}
const shape = (blocks: readonly Block[]): string[] =>
  blocks.map((block) =>
    [block.type, 'level' in block ? block.level : '', 'anchor' in block ? (block.anchor ?? '') : ''].join(' ').trim(),
  );

test('statutes: chapters and articles with anchors', () => {
  const blocks = blocksOf(
    '第一章 总则\n第一条 为了规范某事，制定本办法。\n第二章 管理\n第二条 单位应当遵守下列规定：\n（一）建立制度；\n（二）公开信息。\n第四十一条 本办法由市某局解释。',
  );
  expect(shape(blocks)).toEqual([
    'heading 1 正文',
    'heading 2 第一章',
    'paragraph  第一条',
    'heading 2 第二章',
    'paragraph  第二条',
    'paragraph  第二章第二条（一）',
    'paragraph  第二章第二条（二）',
    'paragraph  第四十一条',
  ]);
});

test('plans: levels from 一、（一）1.（1）', () => {
  const blocks = blocksOf(
    '一、总体要求\n（一）指导思想\n坚持绿色发展，统筹推进各项工作。\n1.主要目标\n（1）水质目标\n到2025年，全面达标。',
  );
  expect(shape(blocks)).toEqual([
    'heading 1 正文',
    'heading 2 一',
    'heading 3 一（一）',
    'paragraph',
    'heading 4 一（一）1',
    'heading 5 一（一）1（1）',
    'paragraph',
  ]);
});

test('emergency plans: 1, 1.1, 1.1.1', () => {
  const blocks = blocksOf(
    '1 总则\n1.1 编制目的\n为了及时处置突发事件，制定本预案。\n2 组织体系\n2.1.1 指挥机构\n由市长任总指挥，统一领导处置工作。',
  );
  expect(shape(blocks)).toEqual([
    'heading 1 正文',
    'heading 2 1',
    'heading 3 1.1',
    'paragraph',
    'heading 2 2',
    'heading 4 2.1.1',
    'paragraph',
  ]);
});

test('annexes, notes, the same number twice', () => {
  const blocks = blocksOf('一、目标\n做好工作，取得实效。\n附件1\n名单\n一、甲类\n说明：仅供参考。\n附件2\n流程图');
  expect(shape(blocks)).toEqual([
    'heading 1 正文',
    'heading 2 一',
    'paragraph',
    'annex  附件1',
    'heading 2 一-2',
    'note',
    'annex  附件2',
  ]);
  expect(blocks[3]).toMatchObject({ title: '附件1 名单' });
});

describe('tables', () => {
  const tableIn = (text: string): Extract<Block, { type: 'table' }> | undefined =>
    blocksOf(text).find((block): block is Extract<Block, { type: 'table' }> => block.type === 'table');

  test('tabbed, over two pages with the header again, with a row group and empty cells', () => {
    const table = tableIn(
      '附件\n名单\n序号\t名称\t地址\n（一）古迹\t\t\n1\t东楼\t城东\n— 3 —\n序号\t名称\t地址\n2\t\t城西',
    );
    expect(table).toEqual({
      type: 'table',
      header: ['序号', '名称', '地址'],
      rows: [
        ['（一）古迹', '', ''],
        ['1', '东楼', '城东'],
        ['2', '', '城西'],
      ],
    });
  });

  test('a second header row and a caption', () => {
    const table = tableIn('专栏1 指标\t\t\n序号\t领导\t\n\t姓名\t职务\n1\t甲某\t主任');
    expect(table).toMatchObject({
      caption: '专栏1 指标',
      header: ['序号', '领导 姓名', '职务'],
      rows: [['1', '甲某', '主任']],
    });
  });

  test('flattened to lines: wrapped names, a space in a name, a missing number', () => {
    const table = tableIn(
      '附件\n事项目录\n序号 事项名称 事项类型 实施部门\n\n1 甲许可 行政许可 市甲局\n\n2 乙备案 其他权力 市乙局\n\n4\n很长的名称写了一行还没有写\n完的许可\n\n行政许可 市甲局\n\n5\n累计 3 个月以上的\n备案\n\n其他权力 市乙局',
    );
    expect(table?.rows).toEqual([
      ['1', '甲许可', '行政许可', '市甲局'],
      ['2', '乙备案', '其他权力', '市乙局'],
      ['4', '很长的名称写了一行还没有写完的许可', '行政许可', '市甲局'],
      ['5', '累计3个月以上的备案', '其他权力', '市乙局'],
    ]);
  });
});
