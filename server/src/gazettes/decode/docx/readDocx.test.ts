import { readSourceFile } from '../readSourceFile';
import {
  abstractNum,
  docxFile,
  li,
  lvl,
  num,
  p,
  r,
  tbl,
  tc,
  tr,
  type DocxParts,
} from '../../../../test/gazettes/testDocx';

async function read(body: string, parts?: DocxParts): Promise<{ lines: string[]; held: string[]; remarks: string[] }> {
  const { text, doubts } = await readSourceFile(docxFile(body, parts));
  const of = (holds: boolean): string[] =>
    doubts.filter((doubt) => doubt.holds === holds).map(({ message }) => message);
  return { lines: text.split('\n'), held: of(true), remarks: of(false) };
}
const linesOf = async (body: string, parts?: DocxParts): Promise<string[]> => (await read(body, parts)).lines;

describe('automatic numbers', () => {
  const levels = [
    lvl(0, 'chineseCountingThousand', '第%1章', '<w:suff w:val="space"/>'),
    lvl(1, 'chineseCounting', '第%2条', '<w:lvlRestart w:val="0"/>'),
    lvl(2, 'chineseCounting', '（%3）'),
    lvl(3, 'decimal', '%4.'),
    lvl(4, 'decimal', '%4.%5'),
    lvl(5, 'decimalEnclosedCircle', '%6'),
  ];

  test('levels count, restart below their parent, and go on where the file says so', async () => {
    const numbering = abstractNum(0, ...levels) + num(1, 0);
    const body = [
      li('总则', 0),
      li('目的', 1),
      li('范围', 1),
      li('甲', 2),
      li('乙', 2),
      li('子', 3),
      li('细', 4),
      li('圈', 5),
      li('罚则', 0),
      li('处罚', 1),
      li('丙', 2),
    ].join('');
    expect(await linesOf(body, { numbering })).toEqual([
      '第一章 总则',
      '第一条 目的',
      '第二条 范围',
      '（一）甲',
      '（二）乙',
      '1. 子',
      '1.1 细',
      '① 圈',
      '第二章 罚则',
      '第三条 处罚',
      '（一）丙',
    ]);
  });

  test('starts, overrides and two lists of one definition', async () => {
    const first = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1．"/></w:lvl>';
    const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const numbering = abstractNum(0, first) + num(1, 0) + num(2, 0) + num(3, 0, restart);
    const body = li('甲') + li('乙', 0, 2) + li('丙', 0, 3) + li('丁', 0, 3) + li('无', 0, 0);
    expect(await linesOf(body, { numbering })).toEqual(['3． 甲', '4． 乙', '1． 丙', '2． 丁', '无']);
  });

  test('numbers come from styles and what they are based on', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="tiao"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="sub"><w:basedOn w:val="tiao"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="off"><w:basedOn w:val="tiao"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>';
    const numbering =
      abstractNum(
        0,
        lvl(0, 'chineseCounting', '%1、'),
        lvl(1, 'chineseCounting', '第%2条', '<w:pStyle w:val="tiao"/>'),
      ) + num(1, 0);
    const body = ['tiao', 'sub', 'off'].map((id) => p(id, `<w:pStyle w:val="${id}"/>`)).join('');
    expect(await linesOf(body, { numbering, styles })).toEqual(['第一条 tiao', '第二条 sub', 'off']);
  });

  test.each([
    ['chineseCountingThousand', '%1、', 21, '二十一、甲'],
    ['chineseCountingThousand', '第%1条', 105, '第一百零五条 甲'],
    ['chineseCountingThousand', '第%1条', 110, '第一百一十条 甲'],
    ['ideographDigital', '%1、', 20, '二〇、甲'],
    ['chineseLegalSimplified', '%1、', 12, '壹拾贰、甲'],
    ['ideographTraditional', '%1、', 3, '丙、甲'],
    ['decimalFullWidth', '%1．', 12, '１２． 甲'],
    ['upperRoman', '%1.', 14, 'XIV. 甲'],
    ['lowerLetter', '%1)', 28, 'bb)甲'],
    ['decimalZero', '%1', 7, '07 甲'],
    ['bullet', '', 1, '● 甲'],
  ])('%s %s', async (format, text, start, line) => {
    const level = lvl(0, format, text).replace('<w:start w:val="1"/>', `<w:start w:val="${start}"/>`);
    expect(await linesOf(li('甲'), { numbering: abstractNum(0, level) + num(1, 0) })).toEqual([line]);
  });

  test('a format or a list that is not defined is a doubt', async () => {
    const numbering = abstractNum(0, lvl(0, 'thaiCounting', '%1.')) + num(1, 0);
    const { lines, held } = await read(li('甲') + li('乙', 0, 9), { numbering });
    expect(lines).toEqual(['1. 甲', '乙']);
    expect(held).toEqual([expect.stringContaining('thaiCounting'), expect.stringContaining('自动编号')]);
  });
});

describe('what is not printed stays out', () => {
  const styles =
    '<w:style w:type="character" w:styleId="quiet"><w:rPr><w:vanish/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="inner"><w:rPr><w:vanish/></w:rPr></w:style>';

  test.each([
    ['hidden by itself', p(r('甲') + r('密', '<w:vanish/>')), false],
    ['hidden by its style', p(r('甲') + r('密', '<w:rStyle w:val="quiet"/>')), false],
    ['hidden with its paragraph', p(r('甲')) + p(r('密'), '<w:pStyle w:val="inner"/>'), false],
    ['white on white', p(r('甲') + r('密', '<w:color w:val="FFFFFF"/>')), true],
    ['one point high', p(r('甲') + r('密', '<w:sz w:val="2"/>')), true],
    ['struck', p(r('甲') + r('密', '<w:strike/>')), true],
    ['struck twice', p(r('甲') + r('密', '<w:dstrike/>')), true],
    ['deleted', p(r('甲') + '<w:del><w:r><w:delText>密</w:delText></w:r></w:del>'), true],
    ['moved away', p(r('甲') + '<w:moveFrom><w:r><w:t>密</w:t></w:r></w:moveFrom>'), true],
    [
      'an instruction',
      p(
        `${r('甲')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 密</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
      null,
    ],
    [
      'a prompt',
      p(`${r('甲')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('密')}</w:sdtContent></w:sdt>`),
      true,
    ],
  ])('%s', async (_, body, holds) => {
    const { lines, held, remarks } = await read(body, { styles });
    expect(lines.join('')).toBe('甲');
    expect([held.length, remarks.length]).toEqual(holds === null ? [0, 0] : holds ? [1, 0] : [0, 1]);
  });

  test('switched off again is printed', async () => {
    const body = p(r('甲', '<w:rStyle w:val="quiet"/><w:vanish w:val="0"/>') + r('乙', '<w:strike w:val="false"/>'));
    expect(await read(body, { styles })).toEqual({ lines: ['甲乙'], held: [], remarks: [] });
  });
});

describe('inside a paragraph', () => {
  const field = (instruction: string, result = ''): string =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
    (result === '' ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}`) +
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
  const math = (content: string): string => `<m:oMath>${content}</m:oMath>`;
  const e = (name: string, text: string): string => `<m:${name}><m:r><m:t>${text}</m:t></m:r></m:${name}>`;

  test.each([
    [
      'a reading above a character',
      '<w:r><w:ruby><w:rt><w:r><w:t>jùn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>濬</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      '濬',
    ],
    ['the older form of it', field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(jùn),濬)'), '濬'],
    ['a fraction field', field('EQ \\f(1,3)'), '1/3'],
    ['the result of a field', field('REF _Ref1', '附件2'), '附件2'],
    ['a simple field', `<w:fldSimple w:instr=" SEQ 表 ">${r('7')}</w:fldSimple>`, '7'],
    ['a hyperlink', `<w:hyperlink>${r('官网')}</w:hyperlink>`, '官网'],
    ['a hyphen that does not break', '<w:r><w:t>0359</w:t><w:noBreakHyphen/><w:t>66001</w:t></w:r>', '0359-66001'],
    ['a power', r('10') + r('3', '<w:vertAlign w:val="superscript"/>'), '10³'],
    ['an index', r('PM') + r('2.5', '<w:vertAlign w:val="subscript"/>'), 'PM2.5'],
    ['a known symbol', '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', '☑'],
    ['a formula like text', math(`<m:sSup>${e('e', 'm')}${e('sup', '2')}</m:sSup>`), 'm²'],
  ])('%s', async (_, content, text) => {
    expect(await read(p(content))).toEqual({ lines: [text], held: [], remarks: [] });
  });

  test.each([
    ['an inserted word', `<w:ins>${r('三')}</w:ins>`, '三', '插入'],
    ['a date that changes by itself', field('DATE \\@ "yyyy年M月d日"', '2024年5月1日'), '2024年5月1日', '自动更新'],
    ['a simple date field', `<w:fldSimple w:instr="TIME">${r('8时')}</w:fldSimple>`, '8时', '自动更新'],
    ['an unknown symbol', '<w:r><w:sym w:font="Webdings" w:char="F0A1"/></w:r>', '〓', 'Webdings'],
    ['a fraction', math(`<m:f>${e('num', 'a+b')}${e('den', '2')}</m:f>`), '(a+b)/2', '公式'],
    [
      'a sum',
      math(`<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>${e('sub', 'i=1')}${e('sup', 'n')}${e('e', 'x')}</m:nary>`),
      '∑[i=1→n]x',
      '公式',
    ],
    ['a field that draws', field('EQ \\i \\su(1,5,3)'), '〓', '公式域'],
    [
      'a diagram',
      '<w:r><w:t>甲</w:t><w:drawing><a:graphicData uri="http://x/diagram"/></w:drawing></w:r>',
      '甲',
      '图示',
    ],
  ])('%s is doubted', async (_, content, text, words) => {
    const { lines, held } = await read(p(content));
    expect(lines).toEqual([text]);
    expect(held).toEqual([expect.stringContaining(words)]);
  });

  test('a footnote stands below its paragraph, with its mark', async () => {
    const footnotes = `<w:footnote w:id="2">${p('自领取之日起算。')}</w:footnote>`;
    const body = p(`${r('期限五日')}<w:r><w:footnoteReference w:id="2"/></w:r>${r('。')}`) + p('完');
    expect(await linesOf(body, { footnotes })).toEqual(['期限五日①。', '注：①自领取之日起算。', '完']);
  });

  test('a line break inside a title is two lines, a tab inside a sentence is a space', async () => {
    expect(
      await linesOf(
        p('<w:r><w:t>甲市</w:t><w:br/><w:t>通知</w:t></w:r>') +
          p('<w:r><w:t>咨询，</w:t><w:tab/><w:t>电话</w:t></w:r>'),
      ),
    ).toEqual(['甲市', '通知', '咨询， 电话']);
  });
});

describe('text boxes and page headers', () => {
  const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
  const both = (text: string): string =>
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box(text)}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box(text)}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`;

  test('a box in the head is read once, before its paragraph', async () => {
    const body = p(both('澄政发〔2024〕7号')) + p('正文');
    expect(await read(body)).toEqual({ lines: ['澄政发〔2024〕7号', '正文'], held: [], remarks: [] });
    const old = p(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing/></mc:Choice><mc:Fallback><w:pict>${box('旧')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('新')}`,
    );
    expect(await linesOf(old)).toEqual(['旧', '新']);
  });

  test('a box further down is doubted: its place in the text is not certain', async () => {
    const { held } = await read(`${p('甲').repeat(12)}${p(both('插话'))}`);
    expect(held).toEqual([expect.stringContaining('文本框')]);
  });

  test.each([
    ['a red head', '澄江市人民政府文件', true],
    ['a document number', '澄政发〔2024〕7号', true],
    ['a running title', '内部资料 注意保存', false],
    ['a page number', '第 1 页', null],
  ])('%s as page header', async (_, header, isHead) => {
    const { lines, remarks } = await read(p('正文'), { header: p(header) });
    expect(lines).toEqual(isHead === true ? [header, '正文'] : ['正文']);
    expect(remarks).toHaveLength(isHead === false ? 1 : 0);
  });
});

describe('tables', () => {
  const restart = '<w:vMerge w:val="restart"/>';
  const merged = '<w:vMerge/>';
  const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;

  test('a cell merged downwards is in each of its rows, in the last column too', async () => {
    const body = tbl(
      tr('类', '型', '部门'),
      tr(tc('一', restart), '小', tc('城管', restart)),
      tr(tc('', merged), '大', tc('', merged)),
      tr('二', '小', '交警'),
    );
    expect(await linesOf(body)).toEqual(['类\t型\t部门', '一\t小\t城管', '一\t大\t城管', '二\t小\t交警']);
  });

  test('a head of two rows is one; a cell across leaves columns empty', async () => {
    const body = tbl(
      tr(tc('区域', restart), tc('标准', span(2))),
      tr(tc('', merged), '白天', '夜间'),
      tr('一', '5', '2'),
      tr(tc('合计', span(2)), '7'),
    );
    expect(await linesOf(body)).toEqual(['区域\t标准 白天\t标准 夜间', '一\t5\t2', '合计\t\t7']);
  });

  test('a row that begins further right, and one inside a content control', async () => {
    const late =
      '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>';
    const body = `<w:tbl>${tr('一', '二')}<w:sdt><w:sdtContent>${tr('三', '四')}</w:sdtContent></w:sdt>${late}</w:tbl>`;
    expect(await linesOf(body)).toEqual(['一\t二', '三\t四', '\t乙']);
  });

  test('a table in a cell stays in its cell', async () => {
    const inner = tbl(tr('白天', '5元'), tr('夜间', '2元'));
    expect(await linesOf(tbl(tr('区域', '标准'), tr('一', tc(inner + p('')))))).toEqual([
      '区域\t标准',
      '一\t白天 5元；夜间 2元',
    ]);
  });

  test('rows added or taken away under review are doubted, hidden ones left out', async () => {
    const row = (properties: string, text: string): string =>
      `<w:tr><w:trPr>${properties}</w:trPr>${tc(text)}${tc('x')}</w:tr>`;
    const { lines, held } = await read(
      tbl(tr('一', '二'), row('<w:ins/>', '增'), row('<w:del/>', '删'), row('<w:hidden/>', '密')),
    );
    expect(lines).toEqual(['一\t二', '增\tx']);
    expect(held).toEqual([expect.stringContaining('增删了行')]);
  });

  test('a frame of one cell is text', async () => {
    expect(await linesOf(tbl(tr(tc(p('甲') + p('乙')))))).toEqual(['甲', '乙']);
  });

  test('cells without measure are refused', async () => {
    await expect(read(tbl(tr(tc('x', span(100_000)), 'y')))).rejects.toMatchObject({ code: 'payload_too_large' });
  });
});

test('comments are left out and said so; an embedded file is a doubt', async () => {
  const { held, remarks } = await read(`${p('甲')}<w:altChunk/>`, {
    comments: '<w:comment w:id="1"><w:p/></w:comment>',
  });
  expect(held).toEqual([expect.stringContaining('嵌入')]);
  expect(remarks).toEqual([expect.stringContaining('批注')]);
});
