import { noticeDraft } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, type TestServer } from '../../test/testServer';
import questions from '../../test/search/queries.json';
import { currentCatalogue, seedItems } from '../items';
import { upsertImportedNotice } from '../notices';
import { proposeWordGroup, wordGroupKind } from '../words/edit';
import { refreshSearchIndex, searchRoutes } from './index';

useTestDatabase();

/** The segmenter and the catalogue are loaded first; on a busy machine that takes its time, in milliseconds. */
const LOADING = 60_000;

const paragraph = (text: string, anchor?: string) => ({
  type: 'paragraph' as const,
  text,
  ...(anchor ? { anchor } : {}),
});
const heading = (text: string, anchor: string) => ({ type: 'heading' as const, level: 2, text, anchor });

const NOTICES = [
  {
    docNo: '测政发〔2026〕1号',
    title: '关于春季林区禁火的通告',
    writtenOn: '2020-02-20',
    effectiveFrom: '2020-03-01',
    effectiveTo: '2020-05-31',
    blocks: [
      heading('一、时间', '一'),
      paragraph('2020年3月1日起至2020年5月31日止。'),
      heading('二、内容', '二'),
      paragraph('林地里不许点香烧纸，不许焚烧秸秆。进林区要登记。'),
      paragraph('发现林区起火，请打火情报警电话12119。', '三'),
    ],
  },
  {
    docNo: '测政发〔2026〕2号',
    title: '关于调整城际客运班线的通告',
    effectiveFrom: null,
    effectiveTo: null,
    blocks: [paragraph('去邻县的客运班线暂停三天。'), paragraph('咨询电话：0349-1234567。')],
  },
  {
    docNo: '测政办发〔2026〕3号',
    title: '关于自建房安全检查的通知',
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    blocks: [paragraph('经营性自建房先做房屋安全鉴定，再开饭馆、旅馆。', '第五条')],
  },
  {
    docNo: '测政发〔2026〕4号',
    title: '关于城区养犬管理的通告',
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    blocks: [
      paragraph('养犬每年交管理费300元。', '第二条'),
      paragraph('遛犬须牵绳。公园内禁止遛犬。', '第三条'),
      {
        type: 'table' as const,
        caption: '免费打针的地方',
        header: ['兽医站', '地址'],
        rows: [
          ['城东站', '峪峁垴巷2号'],
          ['城西站', '民福街9号'],
        ],
      },
    ],
  },
  {
    docNo: '测政发〔2020〕9号',
    title: '关于2020年冬季取暖补贴的通知',
    effectiveFrom: null,
    effectiveTo: null,
    blocks: [paragraph('取暖补贴每户1000元。')],
  },
];

let server: TestServer;
beforeAll(async () => {
  await seedItems(new Date());
  for (const notice of NOTICES) {
    const draft = noticeDraft.parse({
      kind: '通告',
      issuers: ['测试市人民政府'],
      writtenOn: '2026-01-01',
      topics: ['fire'],
      regions: [],
      ...notice,
    });
    await upsertImportedNotice(
      { draft, confidence: 1, warnings: [], needsReview: false },
      { publish: true, actor: null, now: new Date() },
    );
  }
  await refreshSearchIndex();
  server = await startTestServer({ routes: searchRoutes() });
}, LOADING);
afterAll(() => server.stop());

interface Part {
  text: string;
  hit: boolean;
}
const find = async (q: string) => (await server.call('get', `/search?q=${encodeURIComponent(q)}`)).body;
const textOf = (parts: Part[]) => parts.map((part) => part.text).join('');

test.each([
  ['清明上坟能烧纸不', '测政发〔2026〕1号', '点香烧纸', '二'],
  ['山上着火打啥电话', '测政发〔2026〕1号', '12119', '三'],
  ['禁火到几号', '测政发〔2026〕1号', '5月31日', '一'],
  ['去邻县的大巴停了没', '测政发〔2026〕2号', '暂停三天', null],
  ['自己盖的楼开饭店要鉴定吗', '测政办发〔2026〕3号', '房屋安全鉴定', '第五条'],
  ['zijianfang', '测政办发〔2026〕3号', '经营性自建房', '第五条'],
  ['测政发〔2026〕2号', '测政发〔2026〕2号', '', null],
])('%s is answered by %s with the sentence and its place', async (q, docNo, sentence, anchor) => {
  const { notices } = await find(q);
  expect(notices[0].docNo).toBe(docNo);
  if (sentence === '') return;
  expect(textOf(notices[0].passage.parts)).toContain(sentence);
  expect(notices[0].passage.anchor).toBe(anchor);
});

test('words are marked in the title and in the sentence; an expired notice says so', async () => {
  const { notices } = await find('林区禁火');
  expect(notices[0].validity).toBe('已过期');
  expect(notices[0].highlight).toContainEqual({ text: '林区禁火', hit: true });
});

test('a matter that the catalogue lacks is not answered with confidence', async () => {
  const { itemsConfident } = await find('办结婚证');
  expect(itemsConfident).toBe(false);
});

test('a notice in force that covers the question answers, with the line on top', async () => {
  const { noticesConfident, notices, answer, first } = await find('养犬管理费多少钱');
  expect([noticesConfident, notices[0].standing, first]).toEqual([true, 'answer', 'notices']);
  expect(answer).toMatchObject({
    kind: 'answer',
    text: '养犬每年交管理费300元。',
    anchor: '第二条',
    writtenOn: '2026-01-01',
  });
});

test.each([
  ['its term is over', '春季林区禁火', { reason: 'expired', on: '2020-05-31' }],
  ['the year of its title is over', '冬季取暖补贴', { reason: 'over', on: null }],
])('a notice does not answer as if in force when %s', async (_, q, past) => {
  const { noticesConfident, notices, answer } = await find(q);
  expect(noticesConfident).toBe(false);
  expect([notices[0].standing, notices[0].past]).toEqual(['past', past]);
  expect(answer.kind).toBe('past');
  expect(answer.text).toContain('没有收录同类的现行规定');
});

test.each([
  ['one of its words stands nowhere', '养犬摇号'],
  ['the notice does not show what is asked', '养犬举报电话'],
  ['it is asked for in words of procedure alone', '办理手续'],
])('a notice does not surely answer when %s', async (_, q) => {
  expect((await find(q)).noticesConfident).toBe(false);
});

test.each([
  ['a name in a row of a table', '峪峁垴巷', '峪峁垴巷2号'],
  ['a table by its head', '兽医站地址', '2号'],
])('%s is found', async (_, q, sentence) => {
  expect(textOf((await find(q)).notices[0].passage.parts)).toContain(sentence);
});

test.each([
  ['traditional characters', '養犬管理'],
  ['radicals in place of characters', '养⽝管理'],
  ['full width', '养犬　管理'],
])('%s are read', async (_, q) => {
  expect((await find(q)).notices[0].docNo).toBe('测政发〔2026〕4号');
});

test('digits said one by one are a number', async () => {
  expect((await find('一二一一九')).notices[0].docNo).toBe('测政发〔2026〕1号');
});

test('a slip of writing is corrected and says so; as typed it is searched on demand', async () => {
  expect((await find('林区放抱竹')).corrected).toBe('林区放爆竹');
  const { body } = await server.call('get', `/search?q=${encodeURIComponent('林区放抱竹')}&exact=true`);
  expect(body.corrected).toBeNull();
});

test('a word of the dictionary is never taken for a slip: 手艺 is no 兽医', async () => {
  const { corrected, notices } = await find('学手艺');
  expect(corrected).toBeNull();
  expect(notices.map((one: { docNo: string }) => one.docNo)).not.toContain('测政发〔2026〕4号');
});

test('an empty query is refused with a message for people', async () => {
  const { status, body } = await server.call('get', '/search?q=%20');
  expect([status, body.errors[0].message]).toEqual([400, '请输入要查的词']);
});

test('strange input finds nothing and does no harm', async () => {
  for (const q of ['$where', '{"$gt":""}', '.*', '😀😀', 'ﾟ'.repeat(100), '的的的吗']) {
    const { status } = await server.call('get', `/search?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
  }
});

test('the index follows a notice and drops what is no longer public', async () => {
  expect(await refreshSearchIndex()).toBe(0);
  const draft = noticeDraft.parse({
    docNo: null,
    title: '关于冬泳的通知',
    kind: '通知',
    issuers: ['测试市体育局'],
    writtenOn: '2026-02-01',
    effectiveFrom: null,
    effectiveTo: null,
    topics: ['culture'],
    regions: [],
    blocks: [paragraph('冬泳要结伴。')],
  });
  const { noticeId } = await upsertImportedNotice(
    { draft, confidence: 1, warnings: [], needsReview: false },
    { publish: true, actor: null, now: new Date() },
  );
  expect(await refreshSearchIndex()).toBe(1);
  expect((await find('冬泳')).notices).toHaveLength(1);
  const { Notices } = await import('../notices/model');
  await Notices.updateOne({ _id: noticeId }, { $set: { status: 'withdrawn', changedAt: new Date() } });
  expect(await refreshSearchIndex()).toBe(1);
  expect((await find('冬泳')).notices).toEqual([]);
  expect(await refreshSearchIndex()).toBe(0);
});

test('suggestions begin with what was typed, in characters or in pinyin', async () => {
  const texts = async (q: string) =>
    (await server.call('get', `/search/suggest?q=${encodeURIComponent(q)}`)).body.suggestions.map(
      (one: { text: string }) => one.text,
    );
  expect(await texts('养老')).toContain('养老院');
  expect(await texts('yanglao')).toContain('养老院');
  expect(await texts('春季林')).toEqual(['春季林区禁火']);
});

test('hot topics are at hand', async () => {
  const { body } = await server.call('get', '/search/hot');
  expect(body.items.length).toBeGreaterThan(3);
});

test('a notice leads to items and an item to notices', async () => {
  const bus = (await find('客运班线')).notices[0];
  const items = (await server.call('get', `/notices/${bus.id}/items`)).body.items;
  expect(items.map((item: { department: string }) => item.department)).toContain('市交通运输局');
  const notices = (await server.call('get', '/items/2020-148/notices')).body.items;
  expect(notices.map((notice: { docNo: string }) => notice.docNo)).toContain('测政发〔2026〕2号');
  expect((await server.call('get', '/notices/nobody/items')).status).toBe(404);
});

test('a word group of the staff counts at once', async () => {
  expect((await find('扎猛子')).notices).toEqual([]);
  const group = { words: ['扎猛子'], means: ['禁火'], loose: false };
  const author = { id: 's1', name: '测试', role: 'editor' as const };
  await proposeWordGroup(wordGroupKind(true), { id: null, group }, author, new Date());
  await refreshSearchIndex();
  expect((await find('扎猛子')).notices[0].docNo).toBe('测政发〔2026〕1号');
});

describe('questions about items', () => {
  const ask = [...questions.tune.queries, ...questions.held.queries, ...questions.fresh.queries].filter(
    (question) => question.items.length > 0,
  );
  const negatives = [questions.tune, questions.held, questions.fresh, questions.absent].flatMap((set) => set.negatives);

  test('nine of ten find an expected item among the first five', async () => {
    const { search } = await currentCatalogue();
    const found = ask.filter((question) =>
      search.search(question.q, 5).items.some((one) => question.items.includes(one.item.no as never)),
    );
    expect(ask.length).toBeGreaterThan(80);
    expect(found.length / ask.length).toBeGreaterThanOrEqual(0.9);
  });

  test('most of them are answered with confidence, none of the negatives', async () => {
    const { search } = await currentCatalogue();
    const sure = ask.filter((question) => search.search(question.q, 5).confident);
    expect(sure.length / ask.length).toBeGreaterThan(0.6);
    expect(negatives.filter((question) => search.search(question.q, 5).confident)).toEqual([]);
  });
});
