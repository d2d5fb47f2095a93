import { chengjiang } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import type { ParsedDocument } from './types';

/** Notices of an invented city as bad scans, careless copies and web pages give them. */
interface Case {
  name: string;
  text: string;
  want: Partial<ParsedDocument>;
}

const BODY = '为做好有关工作，保障群众利益，现就有关事项通知如下：\n一、各单位要高度重视，认真抓好落实。';

const CASES: Case[] = [
  {
    name: 'organ, number, title words and date misread',
    text: `橙江市人民政俯力公室
关干印发澄江市夏粮收购工作万案的迺知
澄政办发(2O23】 Zl
各县〔市、区)人民政府:
《澄江市夏粮收购工作方案》已经市人民政府同意,现印发给你们,请认真组织实施。
澄江市人民政府办公窒
2O23年6月l5目
(此件公升发布)
澄江市夏粮收购工作方案
一、收购时间。6月20日至9月30日。`,
    want: {
      docNo: '澄政办发〔2023〕21号',
      title: '澄江市人民政府办公室关于印发澄江市夏粮收购工作方案的通知',
      issuers: ['澄江市人民政府办公室'],
      writtenOn: '2023-06-15',
      effectiveFrom: null,
      publicRelease: true,
    },
  },
  {
    name: 'a space after every letter',
    text: `澄 江 市 教 育 局
澄 江 市 财 政 局
关 于 印 发 《 澄 江 市 助 学 金 实 施 细 则 》 的 通 知
澄 教 规 〔 2 0 2 3 〕 3 号
各 县 （ 区 ） 教 育 局 、 财 政 局 ：
现 将 《 澄 江 市 助 学 金 实 施 细 则 》 印 发 给 你 们 ， 请 遵 照 执 行 。
澄 江 市 教 育 局   澄 江 市 财 政 局
2 0 2 3 年 4 月 1 0 日
澄江市助学金实施细则
第 一 条 为规范助学金发放，制定本细则。
第 二 条 本 细 则 自 2 0 2 3 年 5 月 1 0 日 起 施 行 ， 有 效 期 五 年 。`,
    want: {
      docNo: '澄教规〔2023〕3号',
      title: '澄江市教育局澄江市财政局关于印发《澄江市助学金实施细则》的通知',
      writtenOn: '2023-04-10',
      effectiveFrom: '2023-05-10',
      effectiveTo: '2028-05-09',
    },
  },
  {
    name: 'title, number and addressees run together; date and release note on one line',
    text: `澄江市人民政府关于规范停车收费的通知澄政发〔2022 86号 各县（区）人民政府，市直各单位：
${BODY}
澄江市人民政府
2022年6月13日 （此件公开发布）`,
    want: {
      docNo: '澄政发〔2022〕86号',
      title: '澄江市人民政府关于规范停车收费的通知',
      addressees: '各县（区）人民政府，市直各单位',
      writtenOn: '2022-06-13',
      publicRelease: true,
    },
  },
  {
    name: 'number and date over several lines, with page furniture between',
    text: `澄江市林业局
关于加强古树保护的通知
澄林
— 7 —

发〔2O2
4〕l8号
各县（区）林业局：
${BODY}
澄江市林业局
2024年
3月
2 5日`,
    want: { docNo: '澄林发〔2024〕18号', issuers: ['澄江市林业局'], writtenOn: '2024-03-25' },
  },
  {
    name: 'a signature whose date lost its last sign, and one whose organ is misread',
    text: `澄江市人民政府办公室
关于开展夏季卫生整治的通知
澄政办函〔2024〕9号。
各县（区）人民政府：
${BODY}
澄江市人民攻府办公室
2024 年 6 月 3
附件
责任分工
2023年1月5日`,
    want: { docNo: '澄政办函〔2024〕9号', writtenOn: '2024-06-03' },
  },
  {
    name: 'a blank date of a form before the title, marks of emphasis and headings in any order',
    text: `（企业盖章）
年 月 日
**## 澄江市人民政府
> # 关于公布第三批历史建筑的通知**
* * 澄政发〔2021〕30号 * *
各县（区）人民政府：
${BODY}
## 澄江市人民政府
> 2021年9月30日`,
    want: {
      docNo: '澄政发〔2021〕30号',
      title: '澄江市人民政府关于公布第三批历史建筑的通知',
      issuers: ['澄江市人民政府'],
      writtenOn: '2021-09-30',
    },
  },
  {
    name: 'a letter of the title that the text prints rightly',
    text: `澄江市人民政府
关于调整市领导工作分士的通知
澄政发〔2021〕31号
各县（区）人民政府：
现将市领导工作分工通知如下：
甲某主持市人民政府全面工作。
澄江市人民政府
2021年9月30日`,
    want: { title: '澄江市人民政府关于调整市领导工作分工的通知', kind: '通知' },
  },
  {
    name: 'an organ’s name that the signature and the addressees print rightly',
    text: `澄江市财攻局
澄江市住房公积金菅理中心
关于调整贷款额度的通知
澄财金〔2021〕3号
各县（区）财政局：
${BODY}
澄江市财政局 澄江市住房公积金管理中心
2021年9月30日`,
    want: { issuers: ['澄江市财政局', '澄江市住房公积金管理中心'] },
  },
  {
    name: 'a file copy with 签发人 between number and title',
    text: `澄江市发展和改革委员会文件
澄发改价〔2022〕101号
签发人：甲某
关于调整供热价格的通知
各热力企业：
${BODY}
二、本通知自2022年11月15日起执行，至2027年11月14日止。
澄江市发展和改革委员会
2022年10月20日
抄送：市政府办公室。
澄江市发展和改革委员会办公室 2022年10月20日印发`,
    want: {
      docNo: '澄发改价〔2022〕101号',
      title: '关于调整供热价格的通知',
      issuers: ['澄江市发展和改革委员会'],
      effectiveFrom: '2022-11-15',
      effectiveTo: '2027-11-14',
    },
  },
  {
    name: 'an announcement numbered within its year',
    text: `澄江市市场监督管理局
关于食品抽检情况的公告
2025年第3号
近期，我局组织抽检食品96批次，合格94批次。消费者可拨打12315投诉举报。
特此公告。
澄江市市场监督管理局
2025年2月20日`,
    want: {
      docNo: '澄江市市场监督管理局公告2025年第3号',
      title: '澄江市市场监督管理局关于食品抽检情况的公告',
      kind: '公告',
      writtenOn: '2025-02-20',
      effectiveFrom: null,
    },
  },
  {
    name: 'an announcement whose head stands on two lines, whose organ signs only',
    text: `澄江市水利局
公 告
（2024年第1号）
根据《中华人民共和国水法》，现将取水许可证注销情况公告如下：
注销取水许可证12个。
澄江市水利局
2024年1月9日`,
    want: { docNo: '澄江市水利局公告2024年第1号', kind: '公告', issuers: ['澄江市水利局'], writtenOn: '2024-01-09' },
  },
  {
    name: 'an announcement whose title names no organ',
    text: `关于注销排污许可证的公告
第7号
根据有关规定，现将注销排污许可证的情况公告如下：注销许可证3个。
澄江市生态环境局
2024年5月9日`,
    want: { docNo: '澄江市生态环境局公告第7号', issuers: ['澄江市生态环境局'], writtenOn: '2024-05-09' },
  },
  {
    name: 'a running header that occurs only once',
    text: `澄江市城市管理局
关于规范户外广告的通知
澄城管发〔2023〕8号
各县（区）城市管理局：
为规范户外广告设置，现将有关事
2023 年第 2 期 澄江市人民政府公报 部门文件
项通知如下，请认真贯彻执行。
澄江市城市管理局
2023年2月7日`,
    want: { text: expect.stringContaining('现将有关事项通知如下') },
  },
  {
    name: 'a cleared list: what stays, what is changed, what ends',
    text: `澄江市人民政府
关于公布规范性文件清理结果的通知
澄政发〔2024〕7号
各县（区）人民政府：
现将清理结果公布如下：
一、继续有效的规范性文件
1.澄江市古树名木保护办法（澄政发〔2020〕15号）
二、自2024年5月1日起废止的规范性文件
2.澄江市犬类管理通告（澄政通〔2012〕2号）
3.澄江市燃气管理办法（澄政办发〔2015〕33号）
澄江市人民政府
2024年4月12日`,
    want: {
      repeals: ['澄政通〔2012〕2号', '澄政办发〔2015〕33号'],
      repealsOn: '2024-05-01',
      cites: ['澄政发〔2020〕15号'],
    },
  },
];

test.each(CASES)('$name', ({ text, want }) => {
  const { documents } = parseGazette(text, chengjiang);
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject(want);
});

test('what was read with a repair is said', () => {
  const [document] = parseGazette(CASES[0]?.text ?? '', chengjiang).documents;
  expect(document?.warnings.map((warning) => warning.code)).toEqual(
    expect.arrayContaining(['number_damaged', 'title_uncertain', 'suspicious_character']),
  );
  expect(document?.confidence).toBeLessThan(0.75);
});

test('a date read with a repair is said and holds the document back', () => {
  const dated = (date: string) => {
    const text = `澄江市教育局\n关于开学时间的通知\n澄教发〔2024〕9号\n各县（区）教育局：\n${BODY}\n澄江市教育局\n${date}`;
    const [document] = parseGazette(text, chengjiang).documents;
    return [document?.writtenOn, document?.fields['writtenOn'], document?.warnings.map((warning) => warning.field)];
  };
  expect(dated('2024年2月26日')).toEqual(['2024-02-26', 1, []]);
  expect(dated('2O24年2月Z6日')).toEqual(['2024-02-26', 0.7, expect.arrayContaining(['writtenOn'])]);
  expect(dated('2024年2月2')).toEqual(['2024-02-02', 0.7, expect.arrayContaining(['writtenOn'])]);
});

test('the number of an announcement is no paragraph of its text, and reading it again gives the same', () => {
  const announced = CASES.filter((each) => each.want.docNo?.includes('公告'));
  expect(announced).toHaveLength(3);
  for (const { text } of announced) {
    const [first] = parseGazette(text, chengjiang).documents;
    expect(first?.text).not.toMatch(/第\d号/);
    expect(parseGazette(text, chengjiang).documents[0]).toEqual(first);
  }
});
