import { readSourceFile } from '../readSourceFile';

const BODY = [
  '各乡镇人民政府，县直各单位：',
  '为保护水库水质，保障下游群众饮水安全，现就有关事项通知如下。',
  '一、水库岸边三百米内不得清洗车辆和农药器具。',
  '二、本通知自2024年6月1日起施行，有效期二年。',
  '石桥县人民政府',
  '2024年5月20日',
];
const TITLE = '石桥县人民政府关于加强水库水质保护工作的通知';
const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('\n');

interface Read {
  lines: string[];
  held: string[];
  remarks: string[];
  metadata: Record<string, string> | undefined;
  type: string;
}

async function read(source: string): Promise<Read> {
  const { text, doubts, metadata, type } = await readSourceFile(Buffer.from(source));
  const of = (holds: boolean): string[] =>
    doubts.filter((doubt) => doubt.holds === holds).map(({ message }) => message);
  const lines = text.split('\n').filter((line) => line !== '');
  return { lines, held: of(true), remarks: of(false), metadata: metadata as Read['metadata'], type };
}

/** A page as a site's system sets it: navigation, information block, title, content, buttons, other articles. */
const sitePage = (content: string, block: string): string => `<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="石桥县人民政府"><meta name="ArticleTitle" content="${TITLE}">
<title>${TITLE}_石桥县人民政府门户网站</title><style>p{margin:0}</style><script>var a='<p>不是正文</p>';</script></head><body>
<div class="header"><div class="logo">石桥县人民政府</div><ul class="nav"><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府文件</a></div>
${block}
<h1 class="title">${TITLE}</h1>
<div class="info">发布时间：2024-05-22 09:30 来源：县政府办公室 浏览次数：<span>128</span> 【字体：大 中 小】</div>
<div class="TRS_Editor">${content}</div>
<div>【打印本页】【关闭窗口】</div><div class="share">分享到：微信</div>
<div class="related"><a href="2.html">石桥县人民政府关于公布某项目录的通知</a></div>
<div>上一篇：某某公告</div><div>下一篇：某某公示</div>
<div class="footer">主办单位：石桥县人民政府办公室 网站标识码1400000000 联系电话：0350-1234567</div></body></html>`;

const table = `<table class="xxgk"><tr><td>索 引 号：</td><td>000014349/2024-00051</td><td>发文字号：</td><td>石政发〔2024〕9号</td></tr>
<tr><td>发布机构：</td><td>石桥县人民政府</td><td>成文日期：</td><td>2024年05月20日</td></tr></table>`;
const list = `<ul class="xxgk"><li><b>索引号：</b><span>000014349/2024-00051</span></li><li><b>发文字号：</b><span>石政发〔2024〕9号</span></li><li><b>成文日期：</b><span>2024-05-20</span></li></ul>`;
const rows = `<div>索引号：000014349/2024-00051 发文字号：石政发〔2024〕9号</div><div>发布机构：石桥县人民政府 成文日期：2024-05-20 有效性：有效</div>`;

describe('the document out of its page', () => {
  test.each([
    ['a table', table],
    ['a list', list],
    ['lines', rows],
  ])('information block as %s', async (_, block) => {
    const { lines, held, metadata, type } = await read(sitePage(paragraphs(BODY), block));
    expect(type).toBe('html');
    expect(lines).toEqual([TITLE, '石政发〔2024〕9号', ...BODY]);
    expect(held).toEqual([]);
    expect(metadata).toMatchObject({ docNo: '石政发〔2024〕9号' });
  });

  test('title and number that the content prints itself are not printed twice', async () => {
    const { lines } = await read(sitePage(paragraphs([TITLE, '石政发〔2024〕9号', ...BODY]), table));
    expect(lines).toEqual([TITLE, '石政发〔2024〕9号', ...BODY]);
  });

  test('a page of a system that is not known: the part with the running text', async () => {
    const links = Array.from(
      { length: 40 },
      (_, at) => `<li><a href="${at}">关于某事项的通知公告第${at}则</a></li>`,
    ).join('');
    const { lines } = await read(
      `<html><head><title>${TITLE} - 石桥</title></head><body><div id="x1"><ul>${links}</ul></div>` +
        `<div id="x2"><div id="x3"><h2>${TITLE}</h2><div id="x4">${paragraphs(BODY)}</div></div></div></body></html>`,
    );
    expect(lines).toEqual([TITLE, ...BODY]);
  });

  test('a number printed between title and content', async () => {
    const { lines } = await read(
      sitePage(paragraphs(BODY), '').replace('</h1>', '</h1><p class="wh">石政发〔2024〕9号</p>'),
    );
    expect(lines.slice(0, 2)).toEqual([TITLE, '石政发〔2024〕9号']);
  });

  test('a fragment without head and body, in GB18030 or not', async () => {
    const { lines, type } = await read(`<div><p>${TITLE}</p>${paragraphs(BODY)}</div>`);
    expect([type, lines]).toEqual(['html', [TITLE, ...BODY]]);
  });
});

describe('inside the content', () => {
  const content = async (html: string): Promise<Read> => read(sitePage(paragraphs(BODY) + html, ''));
  const added = async (html: string): Promise<string[]> => (await content(html)).lines.slice(BODY.length + 1);

  test.each([
    ['lines broken by br', '<p>甲<br>乙</p>', ['甲', '乙']],
    ['white space of the source', '<p>各县\n  人民&nbsp;&nbsp;政府</p>', ['各县人民\u00a0\u00a0政府']],
    ['a numbered list', '<ol start="3"><li>甲</li><li>乙</li></ol>', ['3. 甲', '4. 乙']],
    ['a power', '<p>100m<sup>2</sup></p>', ['100m²']],
    ['a hidden part', '<p>甲</p><p style="display: none">乙</p><div hidden>丙</div>', ['甲']],
    ['a reading', '<p><ruby>濬<rt>jùn</rt></ruby>县</p>', ['濬县']],
    [
      'a merged table',
      '<table><tr><td rowspan="2">一类</td><td>小型</td><td>5元</td></tr><tr><td>大型</td><td>8元</td></tr></table>',
      ['一类\t小型\t5元', '一类\t大型\t8元'],
    ],
    [
      'a table head of two rows',
      '<table><tr><th rowspan=2>区域</th><th colspan=2>标准</th></tr><tr><th>白天</th><th>夜间</th></tr><tr><td>一</td><td>5</td><td>2</td></tr></table>',
      ['区域\t标准 白天\t标准 夜间', '一\t5\t2'],
    ],
    [
      'a table that only sets the page',
      '<table><tr><td><p>甲</p><p>乙</p><p>丙</p><p>丁</p></td></tr></table>',
      ['甲', '乙', '丙', '丁'],
    ],
    ['entities', '<p>A&amp;B &lt;5 &#20013;</p>', ['A&B <5 中']],
  ])('%s', async (_, html, lines) => expect(await added(html)).toEqual(lines));

  test('downloads are named, not printed', async () => {
    const { lines, remarks } = await content('<p><a href="/f/1.docx">附件：水库名单.docx</a></p>');
    expect(lines).toHaveLength(BODY.length + 1);
    expect(remarks).toContainEqual(expect.stringContaining('水库名单.docx'));
  });

  test('struck text, an embedded file and a text that is a picture are held', async () => {
    expect((await content('<p>甲<del>乙</del></p>')).held).toEqual([expect.stringContaining('删除线')]);
    expect((await content('<iframe src="/a.pdf"></iframe>')).held).toEqual([expect.stringContaining('嵌入')]);
    const picture = await read(`<html><body><h1>${TITLE}</h1><div id="zoom"><img src="1.jpg"></div></body></html>`);
    expect(picture.held).toEqual([expect.stringContaining('图片')]);
  });
});

describe('text copied from a web page', () => {
  const copied = [
    '当前位置：首页 > 政务公开 > 政府文件',
    '索引号： 000014349/2024-00051 成文日期： 2024-05-20',
    '公开方式： 主动公开 公开时限： 长期公开',
    '文件编号： 石政发〔2024〕9号 发布机构： 石桥县人民政府',
    TITLE,
    '发布日期：2024-05-22 09:30:12',
    '【字体：大 中 小】',
    ...BODY,
    '打印本页 关闭窗口',
    '上一篇：某某公告',
    '石桥县天气 晴 26度',
  ];

  test('keeps the document and the numbers of its lines, and reads the block', async () => {
    const { text, metadata, doubts } = await readSourceFile(Buffer.from(copied.join('\n')));
    const lines = text.split('\n');
    expect(lines).toHaveLength(copied.length);
    expect(lines.filter((line) => line !== '')).toEqual([TITLE, ...BODY]);
    expect(lines[4]).toBe(TITLE);
    expect(metadata).toEqual({ docNo: '石政发〔2024〕9号', writtenOn: '2024-05-20', issuer: '石桥县人民政府' });
    expect(doubts).toEqual([{ line: null, holds: false, message: expect.stringContaining('没有收入') as string }]);
  });

  test.each([
    ['a notice', [TITLE, ...BODY]],
    [
      'a notice with labels of its own',
      [TITLE, ...BODY.slice(0, 2), '名称：东门停车场', '来源：县财政拨款', ...BODY.slice(2)],
    ],
    ['a page head and its mark', ['石桥县人民政府公报', TITLE, ...BODY, '— 3 —']],
  ])('%s is left as it is', async (_, lines) => {
    const { text, metadata } = await readSourceFile(Buffer.from(lines.join('\n')));
    expect(text).toBe(lines.join('\n'));
    expect(metadata).toBeUndefined();
  });
});

test('an RTF file is refused with how to convert it', async () => {
  await expect(readSourceFile(Buffer.from('{\\rtf1\\ansi hello}'))).rejects.toMatchObject({ message: /另存为 \.docx/ });
});
