import { chengjiang, syntheticGazette } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import { UNKNOWN_CITY } from './profile';
import type { ParsedDocument } from './types';

const only = (text: string, profile = UNKNOWN_CITY): ParsedDocument => {
  const { documents } = parseGazette(text, profile);
  expect(documents).toHaveLength(1);
  return documents[0] as ParsedDocument;
};
const warned = (document: ParsedDocument, field: string): boolean =>
  document.warnings.some((warning) => warning.field === field);

describe('titles', () => {
  test('a ban whose title has no 关于 and whose number counts within the year', () => {
    expect(
      only(
        '东浦区人民政府森林防火戒严令\n（2024年第3号）\n连日大风，区政府决定：\n自2024年4月1日至4月10日，全区林区严禁一切野外用火。\n东浦区人民政府\n2024年3月31日',
      ),
    ).toMatchObject({
      docNo: '东浦区人民政府令2024年第3号',
      title: '东浦区人民政府森林防火戒严令',
      kind: '令',
      issuers: ['东浦区人民政府'],
      effectiveFrom: '2024-04-01',
      effectiveTo: '2024-04-10',
    });
  });

  test('a number in the title line, and a kind behind the number', () => {
    expect(
      only(
        '东浦区防汛抗旱指挥部3号令\n汛情紧急，现发布如下命令：\n一、沿河群众立即转移。\n东浦区防汛抗旱指挥部\n2024年7月2日',
      ),
    ).toMatchObject({ docNo: '东浦区防汛抗旱指挥部3号令', title: '东浦区防汛抗旱指挥部3号令', kind: '令' });
    expect(
      only(
        '东浦区疫情防控指挥部\n〔2022〕第9号通告\n现将有关事项通告如下：\n本通告自5月6日零时起执行。\n东浦区疫情防控指挥部\n2022年5月5日',
      ),
    ).toMatchObject({ docNo: '东浦区疫情防控指挥部通告〔2022〕第9号', kind: '通告', effectiveFrom: '2022-05-06' });
  });

  test('no title at all: a working title from its own words, said to be ours, and held', () => {
    const document = only(
      '各镇人民政府，区直各单位：\n为保障供水安全，区政府决定在全区实行分时供水。现将有关事项通知如下：\n一、每日6时至9时供水。\n东浦区人民政府\n2024年8月1日',
    );
    expect(document).toMatchObject({
      title: '关于在全区实行分时供水的通知',
      kind: '通知',
      issuers: ['东浦区人民政府'],
    });
    expect(warned(document, 'title')).toBe(true);
    expect(document.confidence).toBeLessThan(0.75);
  });

  test('a letter that only uses such words is no document', () => {
    expect(parseGazette('亲爱的同学们：\n特此通知大家，周六去爬山。\n小明', UNKNOWN_CITY).documents).toEqual([]);
  });
});

describe('warnings', () => {
  test('issued, with its moment', () => {
    expect(
      only('上杨县气象台2024年7月9日16时40分发布雷电黄色预警信号：预计未来6小时有雷电活动，请注意防范。'),
    ).toMatchObject({
      kind: '预警信号',
      issuers: ['上杨县气象台'],
      writtenOn: '2024-07-09',
      startsAt: '2024-07-09T16:40:00+08:00',
      alert: { phenomenon: '雷电', level: 'yellow', action: 'issue' },
      topics: ['alert'],
    });
  });

  test('raised', () => {
    const document = only('上杨县气象台2024年7月9日18时10分将暴雨橙色预警信号升级为暴雨红色预警信号，请立即转移避险。');
    expect(document.alert).toMatchObject({ phenomenon: '暴雨', level: 'red', action: 'change' });
  });

  test('lifted: nothing begins', () => {
    expect(
      only('上杨县气象台解除大风蓝色预警信号\n上杨县气象台2024年4月2日8时30分解除大风蓝色预警信号。'),
    ).toMatchObject({
      title: '上杨县气象台解除大风蓝色预警信号',
      effectiveFrom: null,
      alert: { level: 'blue', action: 'lift' },
    });
  });

  test('without month and year the day is not made up', () => {
    const document = only('上杨县气象台9日16时发布高温橙色预警信号：预计明天最高气温37℃以上，请注意防暑。');
    expect(document).toMatchObject({ writtenOn: null, alert: { level: 'orange', on: null } });
    expect(warned(document, 'writtenOn')).toBe(true);
    expect(document.confidence).toBeLessThan(0.75);
  });
});

describe('text copied from a web page', () => {
  const PAGE = `您现在的位置：首页 > 政务公开 > 通知公告
索引号：01234567-8/2024-00031 发文机关：上杨县住房和城乡建设局
成文日期：2024-05-20 发布日期：2024-05-22
上杨县住房和城乡建设局关于开展燃气安全检查的通告
上杨县住房和城乡建设局关于开展燃气安全检查的通告
发布时间：2024-05-22 10:12:00 来源：本站 浏览次数：88
为保障用气安全，现将有关事项通告如下：
一、检查时间为2024年6月1日至6月30日。
上杨县住房和城乡建设局
2024年5月20日
打印本页
返回顶部`;

  test('the notice comes out of its page, and the rest is named', () => {
    const { documents, furniture, warnings } = parseGazette(PAGE, UNKNOWN_CITY);
    expect(documents[0]).toMatchObject({
      title: '上杨县住房和城乡建设局关于开展燃气安全检查的通告',
      issuers: ['上杨县住房和城乡建设局'],
      writtenOn: '2024-05-20',
    });
    expect(furniture.map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'page_frame'],
      [2, 'page_metadata'],
      [3, 'page_metadata'],
      [4, 'repeated_title'],
      [6, 'page_metadata'],
      [11, 'page_frame'],
      [12, 'page_frame'],
    ]);
    expect(warnings).toEqual([]);
  });

  test('the metadata block gives what the text does not print', () => {
    expect(
      only(
        '文号：上住建发〔2024〕12号 发文机关：上杨县住房和城乡建设局\n成文日期：2024年5月20日 公开方式：主动公开\n关于做好用气安全宣传的通知\n各镇人民政府：\n现就有关事项通知如下，请认真落实。',
      ),
    ).toMatchObject({ docNo: '上住建发〔2024〕12号', issuers: ['上杨县住房和城乡建设局'], writtenOn: '2024-05-20' });
  });

  test('a number that the page and the text print differently is doubted', () => {
    const document = only(
      '发文字号：上住建发〔2024〕21号 公开方式：主动公开\n上杨县住房和城乡建设局\n关于做好用气安全宣传的通知\n上住建发〔2024〕12号\n各镇人民政府：\n现就有关事项通知如下，请认真落实。\n上杨县住房和城乡建设局\n2024年5月20日',
    );
    expect(document.docNo).toBe('上住建发〔2024〕12号');
    expect(warned(document, 'docNo')).toBe(true);
    expect(document.confidence).toBeLessThan(0.75);
  });
});

describe('who signs', () => {
  test('three organs on one line with wide spaces, one of them national', () => {
    expect(
      only(
        '澄江市财政局\u3000澄江市教育局\u3000国家税务总局澄江市税务局\n关于落实教育捐赠政策的通知\n澄财税〔2024〕8号\n各县（区）财政局：\n现就有关事项通知如下，请认真落实。\n澄江市财政局\u3000\u3000澄江市教育局\n国家税务总局澄江市税务局\n2024年5月6日',
      ).issuers,
    ).toEqual(['澄江市财政局', '澄江市教育局', '国家税务总局澄江市税务局']);
    expect(
      only(
        '澄江市财政局国家税务总局澄江市税务局中国人民银行澄江市分行关于落实捐赠政策的通知\n澄财税〔2024〕9号\n各县（区）财政局：\n现就有关事项通知如下，请认真落实。\n澄江市财政局\n2024年5月6日',
      ).issuers,
    ).toEqual(['澄江市财政局', '国家税务总局澄江市税务局', '中国人民银行澄江市分行']);
  });

  test('a water company', () => {
    expect(
      only(
        '停水通知\n尊敬的用户：\n因管道检修，我公司定于2024年5月6日22:00至5月7日5:00在北环路停水。\n澄江市供水有限公司\n2024年5月5日',
      ),
    ).toMatchObject({
      title: '停水通知',
      issuers: ['澄江市供水有限公司'],
      effectiveFrom: '2024-05-06',
      effectiveTo: '2024-05-07',
      endsAt: '2024-05-07T05:00:00+08:00',
      topics: ['housing'],
    });
  });
});

test('抄送 and print lines are no part of the body, also above an annex', () => {
  const document = only(
    '澄江市人民政府\n关于加强值守工作的通知\n澄政发〔2024〕5号\n各县（区）人民政府：\n现就有关事项通知如下，请认真落实。\n附件：值班表\n澄江市人民政府\n2024年1月8日\n抄送：市委各部门，市人大常委会办公室，\n市法院，市检察院。\n澄江市人民政府办公室 2024年1月9日印发\n附件\n值班表\n序号\t日期\n1\t1月10日\n2\t1月11日',
    chengjiang,
  );
  expect(document.text).not.toMatch(/抄送|检察院|印发$/m);
  expect(document.text).toContain('1月11日');
});

test('a decision of a congress is dated by the line that says when it was passed', () => {
  expect(
    only(
      '东浦区人民代表大会常务委员会关于加强湿地保护的决定\n（2023年11月30日东浦区第六届人民代表大会常务委员会第九次会议通过）\n为了保护湿地，东浦区人民代表大会常务委员会决定：\n一、禁止侵占湿地。\n二、本决定自2024年1月1日起施行。',
    ),
  ).toMatchObject({ writtenOn: '2023-11-30', kind: '决定', effectiveFrom: '2024-01-01' });
});

test('a notice that forwards an office’s opinion is issued by who forwards it', () => {
  expect(
    only(
      '东浦区人民政府批转区民政局关于做好养老服务工作意见的通知\n东政发〔2024〕8号\n各街道办事处：\n现批转给你们，请认真贯彻执行。\n东浦区人民政府\n2024年11月3日\n关于做好养老服务工作的意见\n区民政局\n为做好养老服务工作，提出如下意见。\n一、摸清底数。',
    ),
  ).toMatchObject({ docNo: '东政发〔2024〕8号', issuers: ['东浦区人民政府'], writtenOn: '2024-11-03' });
});

test('a title above the head of a numbered announcement is the title', () => {
  expect(
    only(
      '澄江市水务局关于调整办理时间的公告\n澄江市水务局公告2022年第6号\n现将办理时间公告如下：\n一、自2022年5月1日起，办理时间为9时至17时。\n澄江市水务局\n2022年4月20日',
    ),
  ).toMatchObject({
    docNo: '澄江市水务局公告2022年第6号',
    title: '澄江市水务局关于调整办理时间的公告',
    effectiveFrom: '2022-05-01',
  });
});

test('a response that a notice starts by decision begins on its day', () => {
  expect(
    only(
      '澄江市人民政府办公室\n关于启动重污染天气黄色预警的通知\n澄政办函〔2024〕3号\n各县（区）人民政府：\n经会商，决定自2024年1月9日8时起启动重污染天气黄色预警，解除时间另行通知。\n澄江市人民政府办公室\n2024年1月8日',
      chengjiang,
    ),
  ).toMatchObject({
    effectiveFrom: '2024-01-09',
    startsAt: '2024-01-09T08:00:00+08:00',
    validityBasis: { kind: 'until_lifted' },
  });
});

test('annexes that a body lists but the file does not hold are said', () => {
  const lines = [
    '澄江市人民政府',
    '关于加强值守工作的通知',
    '澄政发〔2024〕5号',
    '各县（区）人民政府：',
    '现就有关事项通知如下，请认真落实。',
  ];
  const signed = ['澄江市人民政府', '2024年1月8日'];
  const list = ['附件：1.值班表', '2.通讯录样式表'];
  const available = (text: string[]) => only(text.join('\n'), chengjiang).attachments.map((each) => each.available);
  expect(available([...lines, ...list, ...signed])).toEqual([false, false]);
  expect(available([...lines, ...list, ...signed, '附件1', '值班表', '1月10日值班人员待定。'])).toEqual([true, false]);
});

test('the red head names the organ and belongs to the document', () => {
  const text =
    '000031\n特急\n澄江市财政局文件\n澄财社〔2024〕6号\n关于拨付补助资金的通知\n各县（区）财政局：\n现就有关事项通知如下，请认真落实。\n2024年3月4日';
  expect(only(text)).toMatchObject({
    issuers: ['澄江市财政局'],
    docNo: '澄财社〔2024〕6号',
    title: '关于拨付补助资金的通知',
  });
  expect(parseGazette(text, UNKNOWN_CITY).warnings).toEqual([]);
  const broken = text.replace('澄江市财政局文件', '澄江市财政局\n文件');
  expect(only(broken).issuers).toEqual(['澄江市财政局']);
  expect(parseGazette(broken, UNKNOWN_CITY).warnings).toEqual([]);
});

test('traditional characters are read and given back as printed', () => {
  const document = only(
    '澄江市環境保護局關於開展揚塵專項檢查的通告\n第2號\n為改善環境質量，現將有關事項通告如下：\n一、自2022年3月1日起，對各類工地進行檢查。\n二、違反規定的，依法處理。\n澄江市環境保護局\n2022年2月20日',
  );
  expect(document).toMatchObject({
    title: '澄江市環境保護局關於開展揚塵專項檢查的通告',
    issuers: ['澄江市環境保護局'],
    kind: '通告',
    writtenOn: '2022-02-20',
  });
  expect(document.docNo).toMatch(/第2[号號]$/);
  expect(document.text).toContain('對各類工地進行檢查');
});

describe('every line of the source is in a document, in named furniture, or in a warning', () => {
  const inside = (text: string): void => {
    const { documents, furniture, warnings } = parseGazette(text, chengjiang);
    const named = new Set(furniture.map((each) => each.line));
    const reported = warnings.flatMap(({ code, message }) => {
      const [, from, to] = /第(\d+)(?:至(\d+))?行/.exec(message) ?? [];
      return code === 'unplaced_text' && from !== undefined ? [[Number(from), Number(to ?? from)] as const] : [];
    });
    text.split('\n').forEach((line, index) => {
      const no = index + 1;
      const placed =
        line.trim() === '' ||
        named.has(no) ||
        documents.some(({ lines }) => no >= lines.from && no <= lines.to) ||
        reported.some(([from, to]) => no >= from && no <= to);
      expect([line, placed]).toEqual([line, true]);
    });
  };

  test('a gazette with a cover', () => {
    inside(
      `澄江市人民政府公报\n2021年第2期\n${syntheticGazette()}\n《澄江市人民政府公报》简介\n本刊由市政府主办，公开发行。`,
    );
  });

  test('words before and between that belong to nothing', () => {
    const stray = '这里是编者随手写的一段话，与下面的文件没有关系。';
    const text = `${stray}\n${syntheticGazette().split('\n').slice(8).join('\n')}`;
    inside(text);
    expect(parseGazette(text, chengjiang).warnings.some((warning) => warning.message.includes('这里是编者'))).toBe(
      true,
    );
  });
});
