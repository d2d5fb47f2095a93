import { cleanLine } from './cleanLine';
import { flowOf } from './flow';
import { tidyProse } from './joinText';
import { rejoinLines } from './rejoinLines';
import { furnitureKind, removeFurniture } from './removeFurniture';
import { UNKNOWN_CITY } from '../profile';
import { classifyLines } from './classifyLines';
import { splitLines } from './splitLines';
import { classified } from '../../../test/gazettes/testLines';
import { stripWhitespace } from './stripWhitespace';

describe('cleaning a line', () => {
  test.each([
    ['## 一、总则 ', '一、总则'],
    ['**第一条** 为了', '第一条 为了'],
    ['- （一）制定计划；', '（一）制定计划；'],
    ['> 附件', '附件'],
    ['２０２０年１月', '2020年1月'],
    ['９５％以上', '95%以上'],
    ['$PM_{2.5}$浓度', 'PM2.5浓度'],
    ['⽂⺠⻘', '文民青'],
    ['甲 \t 乙', '甲\t乙'],
    ['\u200b\ufeff正文　开头', '正文 开头'],
    ['- 3 -', '- 3 -'],
    ['**## 某政发〔2023〕1号**', '某政发〔2023〕1号'],
    ['关 于 印 发 某 办 法', '关于印发某办法'],
    ['组 长：李 某', '组 长：李 某'],
    ['1 2 3 4 5 6 7', '1 2 3 4 5 6 7'],
  ])('%j', (raw, text) => {
    expect(cleanLine(raw)).toBe(text);
  });
});

describe('page furniture', () => {
  test.each([
    ['— 24 —'],
    ['——18—'],
    ['一 24 一'],
    ['- 3 -'],
    ['·市政府文件· 1/2020 某市人民政府公报'],
    ['3/2021 某市人民政府公报 ·市政府办公室文件·'],
    ['某市人民政府公报 2022年第2期（总第16期）'],
    ['【市政府文件】'],
    ['---'],
    ['第 3 页 共 12 页'],
    ['2023 年第 2 期 某市人民政府公报 市政府文件'],
    ['某市人民政府公报 | 2023.02 | 部门文件 18'],
  ])('%s', (line) => {
    expect(furnitureKind(stripWhitespace(line))).not.toBeNull();
  });

  test.each([
    ['2020年3月23日'],
    ['某市人民政府'],
    ['12'],
    ['（一）'],
    ['第三条'],
    ['附件1'],
    ['《某市人民政府公报》刊登的文件'],
    ['市政府文件'],
    ['2023年第2期培训班'],
  ])('not furniture: %s', (line) => {
    expect(furnitureKind(stripWhitespace(line))).toBeNull();
  });

  test('what stands beside page marks again and again is a header, but never a signature, a date or a title', () => {
    const page = (number: number, last: string): string[] => [last, `— ${number} —`, '政务资讯集萃'];
    const text = [1, 2, 3, 4]
      .flatMap((number) => [...page(number, '某市人民政府'), '2020年3月2日', `— ${number} —`])
      .join('\n');
    const kept = removeFurniture(splitLines(text)).lines.map((line) => line.text);
    expect(kept.filter((line) => line === '某市人民政府')).toHaveLength(4);
    expect(kept.filter((line) => line === '2020年3月2日')).toHaveLength(4);
    expect(kept).not.toContain('政务资讯集萃');
  });

  test('a header inside a line is cut out; line numbers stay', () => {
    const [, second] = removeFurniture(splitLines('一\n人员、装备·市政府文件· 1/2020 某市人民政府公报和车辆')).lines;
    expect(second).toMatchObject({ no: 2, text: '人员、装备和车辆' });
  });
});

describe('rejoining', () => {
  const join = (text: string): string[] => rejoinLines(classified(text)).map((paragraph) => paragraph.text);

  test('a narrow column with a blank line after every line', () => {
    const text =
      '为了进一步加强全市绿化工作，改善人居环境，\n\n提升城市品质，根据有关法律法规的规定，结合\n\n本市实际，制定本方案。\n\n一、总体要求\n\n坚持政府主导、社会参与，分类实施，注重实效，\n\n稳步推进各项工作。';
    expect(join(text)).toEqual([
      '为了进一步加强全市绿化工作，改善人居环境，提升城市品质，根据有关法律法规的规定，结合本市实际，制定本方案。',
      '一、总体要求',
      '坚持政府主导、社会参与，分类实施，注重实效，稳步推进各项工作。',
    ]);
  });

  test('a heading over two lines', () => {
    const text =
      '一、以创建绿色社区为抓手，持续改善全市的居住\n环境和公共服务\n（一）明确责任。各县区要制定计划，落实到人，定期\n检查，确保完成。';
    expect(join(text)[0]).toBe('一、以创建绿色社区为抓手，持续改善全市的居住环境和公共服务');
  });

  test('rosters and organ lists stay apart', () => {
    expect(join('组 长：李 明 副市长\n副组长：王 强 市政府副秘书长\n赵小云 市财政局局长')).toHaveLength(3);
    expect(join('某市教育局\n某市公安局\n某市民政局')).toHaveLength(3);
  });

  test.each([
    [
      '到20 25年，全市粮食产量达到788. 58万吨，比上年有所增长。',
      '到2025年，全市粮食产量达到788.58万吨，比上年有所增长。',
    ],
    [
      '1. 2020年底前完成，各县区、各部门要按照职责分工抓好落实。',
      '1. 2020年底前完成，各县区、各部门要按照职责分工抓好落实。',
    ],
    ['组 长：李 明', '组 长：李 明'],
    [
      '第三条 本办法适用于全市范围内的单位和个人，另有规定的除外。',
      '第三条 本办法适用于全市范围内的单位和个人，另有规定的除外。',
    ],
  ])('spaces: %s', (text, tidy) => {
    expect(tidyProse(text)).toBe(tidy);
  });
});

describe('the flow of a text', () => {
  test('finds a phrase over a page break and knows its line', () => {
    const flow = flowOf(splitLines('甲。本办法自2023年\n\n5月1日起\n施行。乙'));
    const at = flow.text.indexOf('5月1日');
    expect(flow.lineAt(at)).toBe(3);
    expect(flow.sentenceAt(at)).toBe('本办法自2023年5月1日起施行。');
  });

  test('two numbers on two lines do not become one', () => {
    expect(flowOf(splitLines('电话：110\n2.其他')).text).toBe('电话：110；2.其他');
    expect(flowOf(splitLines('电话：12119\n2020年3月2日')).text).toBe('电话：12119；2020年3月2日');
  });
});

test('a sentence goes on after a page break, whatever the width of its lines', () => {
  const { lines } = removeFurniture(
    splitLines('为规范户外广告，现将有关事\n— 3 —\n项通知如下。\n某市城管局\n— 4 —\n2023年2月7日'),
  );
  expect(rejoinLines(classifyLines(lines, UNKNOWN_CITY)).map((paragraph) => paragraph.text)).toEqual([
    '为规范户外广告，现将有关事项通知如下。',
    '某市城管局',
    '2023年2月7日',
  ]);
});
