import { column, pdfFile, ruledGrid, type PdfPageContent, type PdfText } from '../../../../test/gazettes/testFiles';
import { readPdf } from './readPdf';

interface Read {
  pages: string[][];
  held: string[];
  remarks: string[];
}

async function read(...pages: (readonly PdfText[] | PdfPageContent)[]): Promise<Read> {
  const { text, doubts } = await readPdf(pdfFile(pages));
  const of = (holds: boolean): string[] =>
    doubts.filter((doubt) => doubt.holds === holds).map(({ message }) => message);
  return { pages: text.split('\f').map((page) => page.split('\n')), held: of(true), remarks: of(false) };
}

const BODY = [
  '各乡镇人民政府要安排专人看守水库岸边的警示牌',
  '发现有人下水游泳的应当立即劝阻并报告派出所',
  '夜间巡查每两小时一次并做好记录备查',
  '咨询请到水利站或者拨打值班电话。',
];
const page = column(80, BODY);

describe('letters drawn more than once are read once', () => {
  test.each([
    ['in the same place', 0, 0],
    ['a little to the right', 0.18, 0],
    ['right and below', 0.4, -0.4],
    ['a tenth of a letter away', 1.2, 0],
  ])('%s', async (_, dx, dy) => {
    const again = page.map((each) => ({ ...each, x: each.x + dx, y: each.y + dy }));
    expect(await read([...page, ...again, ...again])).toEqual({ pages: [BODY], held: [], remarks: [] });
    // Letter by letter, each one twice before the next.
    const letters = [...BODY[0]!].flatMap((text, at) =>
      [0, dx].map((off) => ({ x: 80 + at * 12 + off, y: 760, text })),
    );
    expect((await read(letters)).pages).toEqual([[BODY[0]]]);
  });

  test('letters that only follow their like stay', async () => {
    const text = '电话66001100，三三两两，人人有责。';
    expect((await read([{ x: 80, y: 700, text }])).pages[0]).toEqual([text]);
  });
});

describe('what is not text of the page stays out and is told', () => {
  const over = { x: 120, y: 690, text: '内部资料' };

  test.each([
    ['a slanting watermark', { ...over, turn: 45, size: 40 }, '水印'],
    ['a slightly slanting one', { ...over, turn: 12, size: 30 }, '水印'],
    ['a pale one over the lines', { ...over, y: 742, style: '0.8 g' }, '水印'],
    ['a pale one larger than the text', { ...over, size: 60, style: '0.75 g' }, '水印'],
    ['a transparent one', { ...over, y: 742, style: '/Faint gs' }, '水印'],
    ['a note along the edge', { x: 40, y: 500, text: '某县年鉴', turn: 90 }, '方向不同'],
    ['text without ink', { ...over, style: '3 Tr' }, '看不见'],
    ['white text', { ...over, style: '1 g' }, '看不见'],
    ['text off the page', { ...over, x: 700 }, '看不见'],
    ['text of one point', { ...over, size: 1 }, '看不见'],
  ])('%s', async (_, text, words) => {
    const { pages, held, remarks } = await read([...page, text]);
    expect(pages).toEqual([BODY]);
    expect(held).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining(words)]);
  });

  test('text painted over is gone; white text on a dark ground is read', async () => {
    const cover = { texts: [...page, over], after: '1 g 100 680 200 22 re f' };
    expect((await read(cover)).pages).toEqual([BODY]);
    const ground = { texts: [...page, { ...over, style: '1 g' }], before: '0 0 0.5 rg 100 680 200 22 re f' };
    expect((await read(ground)).pages).toEqual([[...BODY, '内部资料']]);
  });

  test('a long text at right angles may belong to the page: it is held', async () => {
    const { held } = await read([
      ...page,
      { x: 40, y: 200, turn: 90, text: '本表由各村填写后于月底前报镇政府农业办公室汇总' },
    ]);
    expect(held).toEqual([expect.stringContaining('方向不同')]);
  });

  test('lines printed over one another are held', async () => {
    const { held } = await read([...page, { x: 86, y: 758, text: '另一行文字压在第一行上面' }]);
    expect(held).toEqual([expect.stringContaining('叠在')]);
  });
});

describe('turned pages', () => {
  test.each([90, 180, 270])('a page shown turned by %d degrees', async (rotate) => {
    const places: Record<number, (at: number) => [number, number, number]> = {
      90: (at) => [100 + at * 18, 60, 90],
      180: (at) => [500, 100 + at * 18, 180],
      270: (at) => [500 - at * 18, 780, 270],
    };
    const texts = BODY.map((text, at) => {
      const [x, y, turn] = places[rotate]!(at);
      return { x, y, text, turn };
    });
    // Turned by the page's own entry, and drawn turned on a page that is not.
    expect((await read({ texts, rotate })).pages).toEqual([BODY]);
    expect((await read({ texts })).pages).toEqual([BODY]);
  });
});

describe('columns', () => {
  const line = '甲乙丙丁戊己庚辛，癸子丑寅卯辰巳午未';
  const lines = (count: number, mark: string): string[] => Array.from({ length: count }, () => mark + line.slice(1));

  test('a short right column is read after the left one', async () => {
    const { pages } = await read([...column(60, lines(30, '左')), ...column(310, lines(6, '右'))]);
    expect(pages[0]).toEqual([...lines(30, '左'), ...lines(6, '右')]);
  });

  test('base lines of the columns need not agree; heads and page marks go over both', async () => {
    const head = [
      { x: 60, y: 800, text: '某市政报' },
      { x: 460, y: 800, text: '第三期' },
    ];
    const mark = { x: 285, y: 30, text: '—1—' };
    const right = column(310, lines(12, '右'), 751);
    const { pages } = await read([...head, ...column(60, lines(14, '左')), ...right, mark]);
    expect(pages[0]).toEqual(['某市政报\t第三期', ...lines(14, '左'), ...lines(12, '右'), '—1—']);
  });

  test('a title over both columns parts the page', async () => {
    const title = { x: 150, y: 600, text: '某市某局关于做好某项工作的通知要点' };
    const texts = [
      ...column(60, lines(6, '一')),
      ...column(310, lines(6, '二')),
      title,
      ...column(60, lines(6, '三'), 570),
      ...column(310, lines(6, '四'), 570),
    ];
    const order = (await read(texts)).pages[0]!.map((each) => each[0]);
    expect(order.join('')).toBe(`${'一'.repeat(6)}${'二'.repeat(6)}某${'三'.repeat(6)}${'四'.repeat(6)}`);
  });

  test('two columns of entries without sentences are a table', async () => {
    const names = [
      '第一中学南校区操场',
      '第二中学北校区操场',
      '体育馆东侧停车场地',
      '文化广场地下停车场',
      '人民公园西门停车场',
    ];
    const { pages } = await read([...column(60, names), ...column(310, names)]);
    expect(pages[0]).toEqual(names.map((name) => `${name}\t${name}`));
  });

  test('a table without lines is no pair of columns', async () => {
    const cells = [60, 150, 240, 330, 420].map((x) =>
      column(x, ['数据', '数据', '数据', '数据', '数据', '数据', '数据']),
    );
    const { pages } = await read(cells.flat());
    expect(pages[0]).toEqual(Array.from({ length: 7 }, () => '数据\t数据\t数据\t数据\t数据'));
  });
});

describe('tables with drawn lines', () => {
  const xs = [60, 120, 320, 400];
  const at = (column: number, y: number, text: string): PdfText => ({ x: xs[column]! + 4, y, text });

  test('cells by their lines: wrapped text, empty cells, numbers close together', async () => {
    const texts = [
      ...[at(0, 690, '序号'), at(1, 690, '项目'), at(2, 690, '金额')],
      ...[at(0, 660, '1'), at(1, 660, '张家湾村道路硬化及排水沟渠改建'), at(1, 644, '造工程'), at(2, 660, '120')],
      ...[at(0, 620, '2'), at(2, 620, '95')],
    ];
    const { pages } = await read({ texts, before: ruledGrid(xs, [710, 680, 635, 610]) });
    expect(pages[0]).toEqual(['序号\t项目\t金额', '1\t张家湾村道路硬化及排水沟渠改建造工程\t120', '2\t\t95']);
  });

  test('short lines in a cell are entries of their own', async () => {
    const texts = [at(0, 690, '甲'), at(1, 690, '张三'), at(1, 674, '李四'), at(2, 690, '乙')];
    const { pages } = await read({
      texts: [...texts, at(0, 640, '丙'), at(1, 640, '丁')],
      before: ruledGrid(xs, [710, 660, 630]),
    });
    expect(pages[0]).toEqual(['甲\t张三 李四\t乙', '丙\t丁\t']);
  });

  test('merged cells: a head of two rows, a group over several rows', async () => {
    const draw = [
      ...[710, 650, 590].map((y) => `60 ${y} m 400 ${y} l S`),
      '120 680 m 400 680 l S',
      '120 620 m 400 620 l S',
      ...[60, 120, 400].map((x) => `${x} 710 m ${x} 590 l S`),
      '320 680 m 320 590 l S',
    ].join('\n');
    const texts = [
      ...[at(0, 675, '区域'), at(1, 690, '标准'), at(1, 660, '白天'), at(2, 660, '夜间')],
      ...[at(0, 615, '一类'), at(1, 630, '5元'), at(2, 630, '2元'), at(1, 600, '8元'), at(2, 600, '3元')],
    ];
    const { pages } = await read({ texts, before: draw });
    expect(pages[0]).toEqual(['区域\t标准 白天\t标准 夜间', '一类\t5元\t2元', '一类\t8元\t3元']);
  });

  test('sides left open, lines as thin filled areas, text above and below', async () => {
    const draw = [
      ...[710, 680, 650].map((y) => `60 ${y} 340 0.6 re f`),
      ...[120, 320].map((x) => `${x} 650 0.6 60 re f`),
    ].join('\n');
    const texts = [
      { x: 60, y: 730, text: '附表如下' },
      ...[
        at(0, 690, '序号'),
        at(1, 690, '项目'),
        at(2, 690, '金额'),
        at(0, 660, '1'),
        at(1, 660, '修路'),
        at(2, 660, '9'),
      ],
      { x: 60, y: 600, text: '以上请知悉' },
    ];
    expect((await read({ texts, before: draw })).pages[0]).toEqual([
      '附表如下',
      '序号\t项目\t金额',
      '1\t修路\t9',
      '以上请知悉',
    ]);
  });

  test('a frame around text and a line below a heading are no tables', async () => {
    const draw = '50 600 450 200 re S\n60 770 m 400 770 l S';
    expect((await read({ texts: page, before: draw })).pages[0]).toEqual(BODY);
  });

  test('on a page laid across', async () => {
    const texts = [
      at(0, 690, '序号'),
      at(1, 690, '项目'),
      at(2, 690, '金额'),
      at(0, 660, '1'),
      at(1, 660, '修路'),
      at(2, 660, '9'),
    ];
    const turned = texts.map(({ x, y, text }) => ({ x: 700 - y, y: x, text, turn: 90 }));
    const draw = `0 1 -1 0 700 0 cm ${ruledGrid(xs, [710, 680, 650])}`;
    expect((await read({ texts: turned, before: `q ${draw} Q` })).pages[0]).toEqual(['序号\t项目\t金额', '1\t修路\t9']);
  });
});

test('a raised digit is a power', async () => {
  const texts = [
    { x: 80, y: 600, text: '面积' },
    { x: 104, y: 600, text: '米' },
    { x: 116, y: 605, text: '2', size: 7 },
    { x: 123, y: 600, text: '以上' },
  ];
  expect((await read([...page, ...texts])).pages[0]).toEqual([...BODY, '面积米²以上']);
});

test('an invisible layer over a picture is read and held', async () => {
  const { pages, held } = await read(page.map((each) => ({ ...each, style: '3 Tr' })));
  expect(pages).toEqual([BODY]);
  expect(held).toEqual([expect.stringContaining('识别结果')]);
});
