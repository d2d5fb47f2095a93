import { Weapp } from '../harness/weapp';
import { noticeByNumber } from '../server/api';
import { WEAPP_DIST } from '../server/paths';
import { startServer, type StartedServer } from '../server/startServer';

jest.setTimeout(180_000);

const FIRE_BAN = '朔州市人民政府关于森林草原禁火的通告';
let server: StartedServer;
let app: Weapp;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());
beforeEach(() => {
  app = new Weapp({ dist: WEAPP_DIST, origin: server.origin });
});
afterEach(() => {
  app.dispose();
  expect(app.errors).toEqual([]);
});

test('the home page lists the notices and opens the one that is tapped', async () => {
  const home = await app.launch();
  expect(home.all('.entry').length).toBeGreaterThanOrEqual(12);
  await home.tap(`label=${FIRE_BAN}`);
  const notice = app.top;
  expect(notice.name).toBe('pages/notice/index');
  const text = notice.text();
  expect(text).toContain(FIRE_BAN);
  expect(text).toContain('已过期');
  expect(text).toContain('2020年3月26日至6月25日');
  expect(text).toContain('以公报原文为准');
});

test('the number to call is called by a tap', async () => {
  const { id } = await noticeByNumber(server, '朔政发〔2020〕12号');
  const notice = await app.launch(`pages/notice/index?id=${id}`);
  await notice.tap('label=12119');
  expect(app.called('makePhoneCall').map((call) => call.options.phoneNumber)).toEqual(['12119']);
});

test('a topic narrows the list', async () => {
  const home = await app.launch();
  await home.tap('label=社保民生');
  const titles = home.all('.entry__title').length;
  expect(titles).toBe(1);
  expect(home.text()).toContain('残疾儿童康复救助');
  expect(app.requests('GET', '/api/v1/notices').some(({ path }) => path.includes('topic=welfare'))).toBe(true);
});

test('search finds notices by everyday words and items by the first letters of their sounds', async () => {
  const home = await app.launch();
  await home.tap('label=搜索，');
  const search = app.top;
  await search.type('#q', '能不能放炮');
  await search.tap('#go');
  expect(search.text()).toContain('禁止燃放烟花爆竹');
  await search.type('#q', 'yljg');
  await search.tap('#go');
  expect(search.find('label=现由').node.attr.ariaLabel).toMatch(/^养老机构备案/);
  await search.tap('label=养老机构备案');
  expect(app.top.name).toBe('pages/item/index');
  expect(app.top.text()).toContain('朔州市行政审批服务管理局');
  expect(app.top.text()).toContain('暂未提供');
});

test('search says plainly that the catalogue has no such item', async () => {
  const search = await app.launch(`pages/search/index?q=${encodeURIComponent('办结婚证')}`);
  expect(search.text()).toContain('目录中没有该事项');
});

test('the catalogue shows all 337 items, page by page, and sends WeChat only what is new', async () => {
  const items = await app.launch('pages/items/index');
  expect(items.text()).toContain('共 337 项');
  let shown = items.all('.entry').length;
  expect(shown).toBeGreaterThan(0);
  for (let pulls = 0; pulls < 20 && shown < 337; pulls += 1) {
    await items.hook('onReachBottom');
    const now = items.all('.entry').length;
    expect(now).toBeGreaterThan(shown);
    shown = now;
  }
  expect(shown).toBe(337);
  expect(items.text()).toContain('已经到底了');
  expect(Math.max(...app.setDataCalls.map((call) => call.bytes))).toBeLessThan(128 * 1024);
});

test('a notice that was read is there without a network, marked with its age', async () => {
  const { id } = await noticeByNumber(server, '朔政发〔2020〕12号');
  await app.launch(`pages/notice/index?id=${id}`);
  app.network.online = false;
  await app.reLaunch(`pages/notice/index?id=${id}`);
  await app.idle();
  expect(app.top.text()).toContain(FIRE_BAN);
  expect(app.top.has('label=网络') || /离线|保存|没有网络|网络不通/.test(app.top.text())).toBe(true);
});

test('a notice that does not exist says so and offers a way on', async () => {
  const notice = await app.launch('pages/notice/index?id=missing');
  expect(notice.text()).toMatch(/没有找到|不存在/);
  expect(notice.all('.tap').length).toBeGreaterThan(0);
});

test('a notice can be shared with a title and its own address', async () => {
  const { id } = await noticeByNumber(server, '朔政发〔2020〕12号');
  const notice = await app.launch(`pages/notice/index?id=${id}`);
  const card = (await notice.hook('onShareAppMessage', { from: 'menu' })) as { title: string; path: string };
  expect(card.title).toContain('森林草原禁火');
  expect(card.path).toContain(`pages/notice/index?id=${id}`);
});

test('pulling down loads the list anew', async () => {
  const home = await app.launch();
  const before = app.requests('GET', '/api/v1/notices').length;
  await home.hook('onPullDownRefresh');
  expect(app.requests('GET', '/api/v1/notices').length).toBeGreaterThan(before);
  expect(app.called('stopPullDownRefresh')).toHaveLength(1);
});
