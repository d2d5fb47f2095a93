import { parseGazette } from '../parseGazette';
import { UNKNOWN_CITY } from '../profile';
import { classified } from '../../../test/gazettes/testLines';
import { findTables } from './findTables';

const tablesOf = (text: string) => findTables(classified(text));

/** A task table as a PDF's text layer gives it: narrow heads letter by letter, a merged column, wrapped cells, two pages. */
const TASKS = `序
号
类
别
主要任务 具体内容 责任单位
1
园
林
建
设
扩建城市北部
的湿地公园
今年六月底以前完成湿地公园北区的土方工程和
驳岸工程，十月底以前完成绿化种植，年底以前向市民
免费开放。
市园林局、市水利局、
东浦区政府
2
新建社区口袋
公园
在老旧小区密集的地段新建口袋公园二十处，每
处不少于五百平方米。
市园林局
3
健全古树名木
保护制度
对全市古树名木重新登记编号，落实管护责任人
和管护经费，每年检查一次。
市园林局、各县（区）
政府
序
号
类
别
主要任务 具体内容 责任单位
4 道路
养护
修补破损路面
对主次干道的破损路面进行集中修补，雨季以前
全部完成。
市城管局
5
更换老旧路灯
完成三千盏老旧路灯的节能改造，同步建设单灯
控制系统。
市城管局`;

test('cells below each other: the widths of the columns tell them apart', () => {
  const [table, ...others] = tablesOf(TASKS);
  expect(others).toEqual([]);
  expect(table?.header).toEqual(['序号', '类别', '主要任务', '具体内容', '责任单位']);
  expect(table?.rows.map(([number, group, task, , organ]) => [number, group, task, organ])).toEqual([
    ['1', '园林建设', '扩建城市北部的湿地公园', '市园林局、市水利局、东浦区政府'],
    ['2', '', '新建社区口袋公园', '市园林局'],
    ['3', '', '健全古树名木保护制度', '市园林局、各县（区）政府'],
    ['4', '道路养护', '修补破损路面', '市城管局'],
    ['5', '', '更换老旧路灯', '市城管局'],
  ]);
  expect(table?.rows[0]?.[3]).toBe(
    '今年六月底以前完成湿地公园北区的土方工程和驳岸工程，十月底以前完成绿化种植，年底以前向市民免费开放。',
  );
  expect(table?.doubtfulLines).toEqual([]);
  expect(table?.rowLines[3]).toBe(36);
});

test('one line a cell, and the text below the table stays outside', () => {
  const [table] = tablesOf(
    '序号\n项目名称\n建设地点\n1\n东湖泵站\n东浦区\n2\n西山步道\n上杨县\n3\n南门广场\n东浦区\n以上项目由市发展改革委负责解释，并根据实施情况适时调整，请各有关单位遵照执行。',
  );
  expect(table).toMatchObject({
    header: ['序号', '项目名称', '建设地点'],
    rows: [
      ['1', '东湖泵站', '东浦区'],
      ['2', '西山步道', '上杨县'],
      ['3', '南门广场', '东浦区'],
    ],
    to: 12,
  });
});

test('column after column, when every cell has one line', () => {
  const [table] = tablesOf('序号 项目名称 建设地点\n1\n2\n3\n东湖泵站\n西山步道\n南门广场\n东浦区\n上杨县\n东浦区');
  expect(table?.rows).toEqual([
    ['1', '东湖泵站', '东浦区'],
    ['2', '西山步道', '上杨县'],
    ['3', '南门广场', '东浦区'],
  ]);
});

describe('columns that cannot be told', () => {
  const UNEVEN = '序号 项目名称 建设地点\n1\n2\n3\n东湖泵站\n西山步道\n南门广场\n东浦区\n上杨县';
  const head = '某市人民政府\n关于公布项目的通知\n某政发〔2023〕1号\n现予公布。\n某市人民政府\n2023年3月2日\n附件\n';

  test('the lines stay as printed, in order, and a person is asked to look', () => {
    const [document] = parseGazette(head + UNEVEN, UNKNOWN_CITY).documents;
    const lines = UNEVEN.split('\n');
    expect(document?.blocks.at(-1)).toMatchObject({
      type: 'list',
      items: lines,
      doubt: expect.stringContaining('栏次'),
    });
    expect(document?.warnings).toContainEqual(
      expect.objectContaining({ code: 'order_of_columns', line: 9, message: expect.stringContaining('9、10、11') }),
    );
    expect(document?.confidence).toBeLessThan(0.75);
  });

  test('cells that all look alike', () => {
    const cells = ['甲项目', '乙项目', '丙', '丁单', '戊己庚', '辛壬', '癸甲', '子丑寅', '卯', '辰巳', '午未申', '酉'];
    const rows = [1, 2, 3, 4].map((number) => `${number}\n${cells.slice(0, 3 + (number % 3) * 2).join('\n')}`);
    expect(tablesOf(`序号 名称 地点 时间\n${rows.join('\n')}`)[0]?.asPrinted).toBeDefined();
  });
});

test('a word that everywhere else stands in another column is reported', () => {
  const rows = ['1\t甲矿\t低瓦斯\t张某', '2\t乙矿\t低瓦斯\t李某', '3\t丙矿\t低瓦斯\t王某', '4\t丁矿\t\t低瓦斯'];
  const [table] = tablesOf(['序号\t名称\t等级\t姓名', ...rows].join('\n'));
  expect(table?.rows).toHaveLength(4);
  expect(table?.doubtfulLines).toEqual([5]);
});

test('a task list of labelled lines becomes a table; headings and prose stay outside', () => {
  const text = `一、改善民生
1. 新建三所公办幼儿园。
责任领导：甲某
牵头单位：市教育局
配合单位：市财政局、市住
建局
2. 发放稳岗补贴 500 万元。
责任领导：乙某
牵头单位：市人社局
二、保护环境
3. 完成东湖清淤。
责任领导：乙某
牵头单位：市水利局
请各单位抓紧落实。`;
  const tables = tablesOf(text);
  expect(tables.map(({ from, to }) => [from, to])).toEqual([
    [1, 9],
    [10, 13],
  ]);
  expect(tables[0]).toMatchObject({
    header: ['序号', '内容', '责任领导', '牵头单位', '配合单位'],
    rows: [
      ['1', '新建三所公办幼儿园。', '甲某', '市教育局', '市财政局、市住建局'],
      ['2', '发放稳岗补贴 500 万元。', '乙某', '市人社局', ''],
    ],
  });
});

test('numbered paragraphs with a colon here and there are no table', () => {
  expect(tablesOf('1. 申请条件：年满十八周岁。\n2. 申请材料：身份证明。\n3. 办理地点：政务大厅。')).toEqual([]);
});
