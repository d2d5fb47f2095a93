import type { Block, NoticeDetail } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { offlineCache } from '@/services/offlineCache';
import { noticeDetail } from '../../../test/mocks/factories';
import { asked, serve, Status } from '../../../test/mocks/server';
import { fireHook, router } from '../../../test/mocks/taro';
import NoticePage from './index';
import { placeOf } from './useNotice';

function open(notice: NoticeDetail, params: Record<string, string> = {}, more: Record<string, unknown> = {}) {
  router.params = { id: notice.id, ...params };
  serve({ [`GET /notices/${notice.id}`]: notice, ...more });
  return render(<NoticePage />);
}
const bodyText = () => document.body.textContent;

beforeEach(() => {
  offlineCache.clear();
  jest.clearAllMocks();
});

test('what matters comes first: validity, whom to call, key facts; then the text and the dates', async () => {
  const number = {
    kind: 'hotline',
    label: '报火警',
    value: '12119',
    source: { quote: '发现火情打12119', block: 0 },
    confidence: 1,
  } as const;
  const fact = {
    kind: 'area',
    label: '区域',
    value: '全部林地',
    source: { quote: '林区内不得用火', block: 0 },
    confidence: 1,
  } as const;
  open(noticeDetail({ keyFacts: [fact, number], hotlines: ['12119'] }));
  await screen.findByText('全部林地');
  const order = ['现行有效', '关于禁止野外用火的通告', '报火警 12119', '全部林地', '自三月五日起', '成文日期'];
  const places = order.map((part) => bodyText().indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('a tap calls the number', async () => {
  open(noticeDetail({ hotlines: ['0349-202 0000'] }));
  fireEvent.click(await screen.findByLabelText('拨打 0349-202 0000'));
  expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '03492020000' });
});

test('a sample names the original', async () => {
  open(noticeDetail({ sample: true }));
  expect(await screen.findByText('示例通知，仅作演示，以公报原文为准：示政发〔2026〕1号')).toBeTruthy();
});

test('the three dates are told apart, each with its meaning', async () => {
  open(noticeDetail());
  await screen.findByText('机关签发这份文件的日子');
  for (const part of ['2026年3月1日', '2026年3月2日', '2026年3月5日', '从这一天起照此执行', '在朔知公布的时间']) {
    expect(bodyText()).toContain(part);
  }
});

test('a fact leads to its sentence', async () => {
  const blocks: Block[] = Array.from({ length: 8 }, (_, place) => ({ type: 'paragraph', text: `第${place}段` }));
  const source = { quote: '第6段', block: 6 };
  const keyFacts = [{ kind: 'penalty', label: '处罚', value: '罚款', source, confidence: 1 } as const];
  open(noticeDetail({ blocks, blocksTotal: 8, keyFacts }));
  fireEvent.click(await screen.findByLabelText(/处罚：罚款/));
  await waitFor(() =>
    expect(Taro.pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '#block-6' })),
  );
  expect(screen.getByText('第6段').className).toContain('block--target');
});

test('a long document opens at the article the link names, without what lies before it', async () => {
  const paragraph = (place: number): Block => ({ type: 'paragraph', text: `条文${place}。`, anchor: `第${place}条` });
  const blocks = (from: number, count: number) => Array.from({ length: count }, (_, place) => paragraph(from + place));
  const outline = [{ text: '第250条', level: 3, anchor: '第250条', block: 250 }];
  open(
    noticeDetail({ blocks: blocks(0, 100), blocksTotal: 300, nextBlock: 100, outline }),
    { anchor: encodeURIComponent('第250条') },
    {
      'GET /notices/n1/blocks': ({ url }: { url: string }) => {
        const from = Number(/from=(\d+)/.exec(url)?.[1]);
        return { from, blocks: blocks(from, 100), nextBlock: from + 100 < 300 ? from + 100 : null };
      },
    },
  );
  await waitFor(() =>
    expect(Taro.pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '#block-250' })),
  );
  expect(asked.filter((one) => one.includes('/blocks'))).toEqual(['GET /notices/n1/blocks?from=250']);
  expect(await screen.findByText('条文299。')).toBeTruthy();
  expect(screen.getByText('条文250。').className).toContain('block--target');
  expect(screen.queryByText('条文249。')).toBeNull();

  fireEvent.click(screen.getByText('显示前面的内容'));
  expect(await screen.findByText('条文249。')).toBeTruthy();
  expect(screen.getByText('条文230。')).toBeTruthy();
  expect(asked.at(-1)).toBe('GET /notices/n1/blocks?from=230');
  expect(screen.getByText('条文249。').id).toBe('block-249');
});

test('reading on draws more of a long document', async () => {
  const blocks: Block[] = Array.from({ length: 150 }, (_, place) => ({ type: 'paragraph', text: `段落${place}。` }));
  open(noticeDetail({ blocks, blocksTotal: 150 }));
  await screen.findByText('段落0。');
  expect(screen.queryByText('段落149。')).toBeNull();
  await act(async () => {
    await Promise.all(fireHook('reachBottom'));
  });
  expect(await screen.findByText('段落149。')).toBeTruthy();
});

test('what repeals it can be opened; what is not here says so', async () => {
  open(
    noticeDetail({
      validity: '已废止',
      repealedBy: [{ docNo: '示政发〔2027〕2号', title: '新通告', id: 'n2', on: '2027-01-01' }],
      cites: [{ docNo: '国发〔2001〕1号', title: null, id: null, on: null }],
    }),
  );
  fireEvent.click(await screen.findByLabelText(/^新通告/));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/notice/index?id=n2' });
  expect(bodyText()).toContain('国发〔2001〕1号尚未收录');
});

test('what changes a part of it or its term stands beside the links, with what is changed', async () => {
  const by = (docNo: string, title: string, id: string) => ({ docNo, title, id, on: '2027-01-01' });
  open(
    noticeDetail({
      changedBy: [
        {
          effect: 'repealed',
          parts: ['第三条'],
          on: null,
          until: null,
          quote: '第三条废止。',
          by: by('甲', '新办法', 'n2'),
        },
        {
          effect: 'extended',
          parts: [],
          on: null,
          until: '2029-12-31',
          quote: '延长。',
          by: by('乙', '延期通知', 'n3'),
        },
      ],
    }),
  );
  expect(await screen.findByText(/部分废止：第三条/)).toBeTruthy();
  expect(screen.getByText(/有效期延长至 2029年12月31日/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText(/^新办法/));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/notice/index?id=n2' });
});

describe('a notice that was taken back', () => {
  const withdrawal = {
    id: 'gone',
    docNo: null,
    title: '示例市气象台发布暴雨橙色预警',
    issuer: '示例市气象台',
    level: 'orange',
    exercise: false,
    withdrawnOn: '2026-07-09',
    reason: '情况已经结束',
    replacedById: null,
  };
  const gone = () => {
    router.params = { id: 'gone' };
    serve({
      'GET /notices/gone': new Status(410, { code: 'notice_withdrawn', detail: '这条通知已撤回' }),
      'GET /notices/gone/withdrawal': withdrawal,
    });
    render(<NoticePage />);
  };

  test('says so first, then what it was, when and why; there is nothing to try again', async () => {
    gone();
    await screen.findByText('已撤回');
    const order = ['已撤回', '示例市气象台发布暴雨橙色预警', '2026年7月9日 撤回，这条预警不再有效', '情况已经结束'];
    const places = order.map((part) => bodyText().indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(bodyText()).not.toMatch(/没有找到|重试|编号/);
  });

  test('shows no copy of its text', async () => {
    offlineCache.store('/notices/gone', noticeDetail({ id: 'gone' }));
    gone();
    await screen.findByText('已撤回');
    expect(bodyText()).not.toContain('自三月五日起');
  });
});

test('an unknown notice is said to be unknown', async () => {
  router.params = { id: 'none' };
  serve({ 'GET /notices/none': new Status(404, { code: 'notice_not_found', detail: '没有找到这条通知' }) });
  render(<NoticePage />);
  expect(await screen.findByText('没有找到这条通知')).toBeTruthy();
});

test('what is over keeps a strip in sight, also where one lands in its middle', async () => {
  open(noticeDetail({ effectiveTo: '2026-03-31' }), { block: '0' });
  expect(await screen.findByText('已过期，不再施行')).toBeTruthy();
});

test('an alert past its hour has no colour any more and says that it ended', async () => {
  open(noticeDetail({ level: 'red', effectiveTo: '2026-03-06', endsAt: '2026-03-06T18:00:00+08:00' }));
  await screen.findByText('红色预警已结束');
  expect(bodyText()).toContain('预警已到期结束：已于 2026年3月6日 18:00 到期');
  expect(document.querySelector('.tag--red')).toBeNull();
});

test('an exercise says so above everything', async () => {
  open(noticeDetail({ level: 'red', exercise: true }));
  await screen.findByText('演练，不是真的预警');
  expect(bodyText().indexOf('这是演练')).toBeLessThan(bodyText().indexOf('关于禁止野外用火的通告'));
  expect(document.querySelector('.tag--red')).toBeNull();
});

test('an unstated end claims no lapse, and a day before the writing applies backwards', async () => {
  open(noticeDetail({ effectiveFrom: '2025-04-01', effectiveTo: null }));
  await screen.findByText('文件没有写明何时结束');
  expect(bodyText()).toContain('追溯施行：比成文早 11 个月');
  expect(bodyText()).not.toMatch(/过后自动失效|从这一天起照此执行/);
});

describe('placeOf', () => {
  const notice = noticeDetail({ outline: [{ text: '附件1', level: 1, anchor: '附件1', block: 4 }], blocksTotal: 9 });
  test.each([
    ['a known anchor', '附件1', undefined, 4],
    ['an unknown anchor', '附件2', undefined, null],
    ['a block', undefined, '7', 7],
    ['a block beyond the end', undefined, '9', null],
    ['no number', undefined, 'x', null],
    ['nothing', undefined, undefined, null],
  ])('%s', (_name, anchor, block, expected) => {
    expect(placeOf(notice, anchor, block)).toBe(expected);
  });
});

describe('the files of a notice', () => {
  const pdf = { id: 'a'.repeat(64), type: 'pdf' as const, bytes: 1_572_864 };
  const map = { id: 'b'.repeat(64), type: 'png' as const, bytes: 20_480 };
  const files = [
    { title: '点位名单', available: true, file: pdf },
    { title: '点位图', available: true, file: map },
    { title: '责任分工', available: false, file: null },
  ];
  const url = (file: { id: string }) => expect.stringContaining(`/api/v1/notices/n1/files/${file.id}`);
  const { TARO_ENV } = process.env;
  const opened = jest.spyOn(window, 'open').mockReturnValue(null);
  afterEach(() => {
    process.env.TARO_ENV = TARO_ENV;
  });
  afterAll(() => opened.mockRestore());

  test('stand with kind and size; a browser opens them beside the app, and the page of the original', async () => {
    process.env.TARO_ENV = 'h5';
    open(noticeDetail({ attachments: files, sourceUrl: 'https://www.shuozhou.gov.cn/a/1.html' }));
    fireEvent.click(await screen.findByLabelText('点位名单，PDF 文件，1.5 MB'));
    expect(opened).toHaveBeenLastCalledWith(url(pdf), '_blank', 'noopener');
    expect(screen.getByLabelText('点位图，图片，20 KB')).toBeTruthy();
    expect(screen.getByText('见网络版，此处未收录')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('查看原文网页，www.shuozhou.gov.cn'));
    expect(opened).toHaveBeenLastCalledWith('https://www.shuozhou.gov.cn/a/1.html', '_blank', 'noopener');
  });

  test('are shown by WeChat itself; one that cannot be got says so', async () => {
    process.env.TARO_ENV = 'weapp';
    jest.mocked(Taro.downloadFile).mockResolvedValueOnce({ statusCode: 200, tempFilePath: 'tmp/1' } as never);
    open(noticeDetail({ attachments: files }));
    fireEvent.click(await screen.findByLabelText('点位名单，PDF 文件，1.5 MB'));
    await waitFor(() =>
      expect(Taro.openDocument).toHaveBeenCalledWith({ filePath: 'tmp/1', fileType: 'pdf', showMenu: true }),
    );
    expect(Taro.downloadFile).toHaveBeenCalledWith({ url: url(pdf) });
    fireEvent.click(screen.getByLabelText('点位图，图片，20 KB'));
    await waitFor(() => expect(Taro.previewImage).toHaveBeenCalledWith({ urls: [url(map)] }));

    jest.mocked(Taro.downloadFile).mockResolvedValueOnce({ statusCode: 404 } as never);
    fireEvent.click(screen.getByLabelText('点位名单，PDF 文件，1.5 MB'));
    await waitFor(() => expect(Taro.showToast).toHaveBeenCalledWith({ title: '文件打不开，请稍后再试', icon: 'none' }));
    expect(Taro.openDocument).toHaveBeenCalledTimes(1);
  });
});
