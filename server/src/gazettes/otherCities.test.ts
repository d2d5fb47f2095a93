import { parseGazette } from './parseGazette';
import { UNKNOWN_CITY } from './profile';
import type { ParsedDocument } from './types';

/** The full-width space that offices indent with. */
const INDENT = '\u3000';

/** Single notices of invented cities, as their sites and offices write them; the importer knows none of these places. */
interface Case {
  name: string;
  text: string;
  want: Partial<ParsedDocument>;
}

const CASES: Case[] = [
  {
    name: 'joint public notice without a number',
    text: `山城市人民政府
山城市公安局
关于中心城区禁止燃放烟花爆竹的通告

为改善空气质量，保障公共安全，根据有关法律法规，现将有关事项通告如下：
一、禁放时间
2024年1月20日至2024年2月25日。
二、禁放区域
东至滨河路，南至站前街，西至环城路，北至山城大道。
三、任何单位和个人发现违反本通告的行为，可拨打110或者市民热线12345举报。

山城市人民政府
山城市公安局
2024年1月10日`,
    want: {
      docNo: null,
      title: '山城市人民政府山城市公安局关于中心城区禁止燃放烟花爆竹的通告',
      kind: '通告',
      issuers: ['山城市人民政府', '山城市公安局'],
      writtenOn: '2024-01-10',
      effectiveFrom: '2024-01-20',
      effectiveTo: '2024-02-25',
      hotlines: ['110', '12345'],
      regions: [],
    },
  },
  {
    name: 'red header: number above the title, stated term',
    text: `临河市人民政府文件

临政规〔2024〕3号

临河市人民政府关于印发临河市电动自行车
管理办法的通知

各县、区人民政府，市政府各部门：

${INDENT}${INDENT}《临河市电动自行车管理办法》已经市政府常务会议审议通过，现印发给你们，请遵照执行。

${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}临河市人民政府
${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}${INDENT}2024年5月8日

（此件公开发布）

临河市电动自行车管理办法

第一条 为了加强电动自行车管理，保障道路交通安全，制定本办法。
第二条 本办法自2024年7月1日起施行，有效期五年。原《临河市电动自行车登记规定》（临政发〔2016〕21号）同时废止。`,
    want: {
      docNo: '临政规〔2024〕3号',
      title: '临河市人民政府关于印发临河市电动自行车管理办法的通知',
      kind: '通知',
      issuers: ['临河市人民政府'],
      addressees: '各县、区人民政府，市政府各部门',
      writtenOn: '2024-05-08',
      effectiveFrom: '2024-07-01',
      effectiveTo: '2029-06-30',
      repeals: ['临政发〔2016〕21号'],
      publicRelease: true,
    },
  },
  {
    name: 'department notice with joint issuers on one line and a term of two years',
    text: `临河市财政局 临河市人力资源和社会保障局 临河市教育局
关于印发《临河市青年就业见习补贴实施细则（试行）》的通知
临财社〔2023〕45号

各县（区）财政局、人力资源和社会保障局、教育局：
现将《临河市青年就业见习补贴实施细则（试行）》印发给你们，请遵照执行。
临河市财政局
临河市人力资源和社会保障局
临河市教育局
2023年8月31日
临河市青年就业见习补贴实施细则（试行）
第一条 为鼓励用人单位吸纳青年见习，制定本细则。
第二条 本细则自印发之日起施行，有效期2年。咨询电话：0359-6688123。`,
    want: {
      docNo: '临财社〔2023〕45号',
      title:
        '临河市财政局临河市人力资源和社会保障局临河市教育局关于印发《临河市青年就业见习补贴实施细则（试行）》的通知',
      issuers: ['临河市财政局', '临河市人力资源和社会保障局', '临河市教育局'],
      writtenOn: '2023-08-31',
      effectiveFrom: '2023-08-31',
      effectiveTo: '2025-08-30',
      hotlines: ['0359-6688123'],
      topics: ['welfare'],
    },
  },
  {
    name: 'date in Chinese digits, 即日起至',
    text: `云台县人民政府办公室
关于做好夏季防汛值守工作的通知

云政办函〔2023〕17号

各乡（镇）人民政府，县直各单位：
${INDENT}${INDENT}汛期将至，即日起至9月30日，各单位实行二十四小时值守。
${INDENT}${INDENT}一、落实责任。各乡镇要明确责任人。
${INDENT}${INDENT}二、及时报告。遇有险情立即上报，值班电话：0351—7654321。

云台县人民政府办公室
二〇二三年五月二十五日`,
    want: {
      docNo: '云政办函〔2023〕17号',
      title: '云台县人民政府办公室关于做好夏季防汛值守工作的通知',
      issuers: ['云台县人民政府办公室'],
      writtenOn: '2023-05-25',
      hotlines: ['0351-7654321'],
    },
  },
  {
    name: 'order of the government',
    text: `青湖市人民政府令
第12号

《青湖市物业管理办法》已经2023年2月6日市人民政府第二十次常务会议通过，现予公布，自2023年5月1日起施行。

市长 某某
2023年3月2日

青湖市物业管理办法
第一章 总则
第一条 为规范物业管理活动，制定本办法。
第二条 本办法自2023年5月1日起施行。`,
    want: {
      docNo: '青湖市人民政府令第12号',
      kind: '令',
      issuers: ['青湖市人民政府'],
      writtenOn: '2023-03-02',
      effectiveFrom: '2023-05-01',
      effectiveTo: null,
      topics: ['housing'],
    },
  },
  {
    name: 'title only, no issuer line, signature at the end',
    text: `关于2024年春季禁牧的公告

为保护草原植被，现就禁牧有关事项公告如下：
一、禁牧期为2024年4月1日至6月30日。
二、违反规定的，依法处以每个羊单位五元以下罚款。
监督举报电话：12345

北原县林业和草原局
2024年3月15日`,
    want: {
      docNo: null,
      title: '关于2024年春季禁牧的公告',
      kind: '公告',
      issuers: ['北原县林业和草原局'],
      writtenOn: '2024-03-15',
      effectiveFrom: '2024-04-01',
      effectiveTo: '2024-06-30',
      hotlines: ['12345'],
      topics: ['resources'],
    },
  },
  {
    name: 'web page with metadata above and page foot below',
    text: `索引号：01234567-8/2023-00012
发文机关：南屏市人民政府办公室
成文日期：2023年11月20日
发布日期：2023年11月24日
标题：南屏市人民政府办公室关于印发南屏市冬春火灾防控工作方案的通知
南屏市人民政府办公室关于印发南屏市冬春火灾防控工作方案的通知
南府办发〔2023〕31号
各区县人民政府，市政府各部门：
《南屏市冬春火灾防控工作方案》已经市政府同意，现印发给你们，请认真贯彻执行。
南屏市人民政府办公室
2023年11月20日
南屏市冬春火灾防控工作方案
一、工作目标
确保不发生重大火灾。
二、工作时间
从即日起至2024年3月底。
扫一扫在手机打开当前页
关闭窗口`,
    want: {
      docNo: '南府办发〔2023〕31号',
      title: '南屏市人民政府办公室关于印发南屏市冬春火灾防控工作方案的通知',
      issuers: ['南屏市人民政府办公室'],
      writtenOn: '2023-11-20',
      effectiveFrom: null,
      topics: ['fire'],
    },
  },
  {
    name: 'number in square brackets with spaces and without 号, title in one line',
    text: `石桥市卫生健康委员会关于开展秋季流感疫苗接种的通知
石卫疾控发 [2023] 9
各县（市、区）卫生健康局：
为做好秋季流感防控，现将接种工作通知如下：
一、接种对象。六十岁以上老年人。
二、接种时间。2023年9月15日起。
石桥市卫生健康委员会
2023 年 9 月 1 日`,
    want: {
      docNo: '石卫疾控发〔2023〕9号',
      title: '石桥市卫生健康委员会关于开展秋季流感疫苗接种的通知',
      issuers: ['石桥市卫生健康委员会'],
      writtenOn: '2023-09-01',
      effectiveFrom: null,
    },
  },
  {
    name: 'term to a day, thirty days after publication',
    text: `江口市人民政府关于划定高污染燃料禁燃区的通告
江政通〔2022〕8号
为改善大气环境质量，现就有关事项通告如下：
一、禁燃区范围为中心城区建成区。
二、本通告自发布之日起30日后施行，有效期至2027年12月31日。江口市人民政府《关于划定禁燃区的通告》（江政通〔2017〕2号）同时废止。
江口市人民政府
2022年10月8日`,
    want: {
      docNo: '江政通〔2022〕8号',
      effectiveFrom: '2022-11-07',
      effectiveTo: '2027-12-31',
      repeals: ['江政通〔2017〕2号'],
      topics: ['environment'],
    },
  },
  {
    name: 'three departments on the title line, a web page’s line below, signature over two lines',
    text: `青云市住房和城乡建设局 青云市发展和改革委员会 青云市市场监督管理局关于规范住房租赁市场秩序的通知
发布时间：2023-06-20 来源：市住建局 浏览次数：123
青建发〔2023〕58号
各县（市、区）住房和城乡建设局，各有关单位：
为规范住房租赁市场秩序，现就有关事项通知如下：
一、住房租赁企业应当自领取营业执照之日起30日内备案。
二、本通知自2023年7月15日起施行，有效期至2026年7月14日。
举报电话：0558-5123456；12345。
青云市住房和城乡建设局     青云市发展和改革委员会
青云市市场监督管理局
2023年6月15日`,
    want: {
      docNo: '青建发〔2023〕58号',
      title: '青云市住房和城乡建设局青云市发展和改革委员会青云市市场监督管理局关于规范住房租赁市场秩序的通知',
      issuers: ['青云市住房和城乡建设局', '青云市发展和改革委员会', '青云市市场监督管理局'],
      writtenOn: '2023-06-15',
      effectiveFrom: '2023-07-15',
      effectiveTo: '2026-07-14',
      hotlines: ['0558-5123456', '12345'],
      topics: ['housing'],
    },
  },
  {
    name: 'red header with a rule, opinion, annex table, colophon',
    text: `某某省人民政府办公厅文件
某政办发〔2021〕15号
━━━━━━━━━━━━
某某省人民政府办公厅
关于进一步促进养老服务发展的实施意见
各市人民政府，省政府各部门、各直属机构：
为落实有关部署，提出如下意见。
一、总体要求。坚持政府主导、社会参与。
附件：重点任务分工
某某省人民政府办公厅
2021年4月6日
（此件公开发布）
附件
重点任务分工
序号\t任务\t责任单位
1\t完善制度\t省民政厅
抄送：省委各部门，省军区。
某某省人民政府办公厅 2021年4月7日印发`,
    want: {
      docNo: '某政办发〔2021〕15号',
      title: '某某省人民政府办公厅关于进一步促进养老服务发展的实施意见',
      kind: '意见',
      issuers: ['某某省人民政府办公厅'],
      writtenOn: '2021-04-06',
      attachments: [{ title: '重点任务分工', available: true }],
      topics: ['welfare'],
    },
  },
  {
    name: 'no addressees, approval reply',
    text: `江口市人民政府
关于江口市东部新区控制性详细规划的批复
江政函〔2024〕61号
市自然资源和规划局：
你局《关于报批东部新区控制性详细规划的请示》（江自然资〔2024〕112号）收悉。经研究，现批复如下：
一、原则同意该规划。
二、你局要严格组织实施。
江口市人民政府
2024年6月3日
（此件公开发布）`,
    want: {
      docNo: '江政函〔2024〕61号',
      title: '江口市人民政府关于江口市东部新区控制性详细规划的批复',
      kind: '批复',
      addressees: '市自然资源和规划局',
      cites: ['江自然资〔2024〕112号'],
      effectiveFrom: null,
      topics: ['housing'],
    },
  },
];

describe('single notices of other cities', () => {
  test.each(CASES)('$name', ({ text, want }) => {
    const { documents } = parseGazette(text, UNKNOWN_CITY);
    expect(documents).toHaveLength(1);
    const got = documents[0] as ParsedDocument;
    const { topics, ...fields } = want;
    expect(got).toMatchObject(fields);
    if (topics !== undefined) expect(got.topics).toContain(topics[0]);
  });

  test('a page of ordinary prose holds no document', () => {
    expect(parseGazette('今天天气很好。\n我们去了公园，看到很多花。\n晚上回家。', UNKNOWN_CITY).documents).toEqual([]);
  });
});
