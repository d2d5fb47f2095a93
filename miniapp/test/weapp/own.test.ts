import type { Subscription } from '@shuozhi/shared/api';
import { attribute } from '../harness/viewNode';
import { Weapp } from '../harness/weapp';
import { call, loginCode, noticeByNumber, publish, residentToken } from '../server/api';
import { longPlan } from '../server/drafts';
import { WEAPP_DIST } from '../server/paths';
import { startServer, type StartedServer } from '../server/startServer';

jest.setTimeout(180_000);

let server: StartedServer;
let app: Weapp;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());
beforeEach(() => {
  app = new Weapp({ dist: WEAPP_DIST, origin: server.origin, login: () => loginCode(server, 'wang') });
});
afterEach(() => {
  app.dispose();
  expect(app.errors).toEqual([]);
});

async function show(url: string) {
  await app.navigateTo(url);
  await app.idle();
  return app.top;
}

test('a notice that is kept stands among the favourites and opens from there', async () => {
  const { id, title } = await noticeByNumber(server, '朔政发〔2020〕5号');
  const notice = await app.launch(`pages/notice/index?id=${id}`);
  await notice.tap('label=收藏');
  const favourites = await show('more/favourites/index');
  await favourites.tap(`label=${title}`);
  expect(app.top.name).toBe('pages/notice/index');
  expect(app.top.text()).toContain(title);
});

test('large text and dark colours hold on every page from the tap on', async () => {
  await app.launch();
  const settings = await show('more/settings/index');
  await settings.tap('label=关怀模式');
  await settings.tap('label=深色');
  for (const page of [settings, await show('pages/item/index?id=2020-33')]) {
    const classes = attribute(page.find('.page').node, 'class');
    expect(classes).toContain('text-large');
    expect(classes).toContain('theme-dark');
  }
});

test('the resident takes the data away, then has all of it deleted', async () => {
  const token = await residentToken(server, 'wang');
  const wishes = { topics: ['education'], regions: ['140681'] };
  await call(server, '/api/v1/me/subscription', { token, method: 'PUT', body: wishes });

  await app.launch();
  const privacy = await show('more/privacy/index');
  await privacy.tap('#export');
  const [copied] = app.called('setClipboardData');
  expect(String(copied?.options.data)).toContain('education');

  await privacy.tap('#delete');
  expect(app.called('showModal')).toHaveLength(1);
  expect(app.requests('DELETE', '/api/v1/me')).toHaveLength(1);
  expect(privacy.text()).toContain('已删除');

  await expect(call(server, '/api/v1/me/subscription', { token })).rejects.toThrow('401');
  const anew = await call<Subscription>(server, '/api/v1/me/subscription', {
    token: await residentToken(server, 'wang'),
  });
  expect(anew.topics).toEqual([]);
});

test('a plan of 240,000 characters opens in pieces that WeChat takes, and reads on to its end', async () => {
  const { notice } = await publish(server, longPlan());
  const page = await app.launch(`pages/notice/index?id=${notice.id}`);
  expect(page.text()).toContain('第1节');
  expect(page.text()).not.toContain('第120节\n这一段');
  for (let pulls = 0; pulls < 60 && !page.text().includes('第120节\n这一段'); pulls += 1) {
    await page.hook('onReachBottom');
  }
  expect(page.text()).toContain('第120节\n这一段');
  expect(Math.max(...app.setDataCalls.map((call) => call.bytes))).toBeLessThan(256 * 1024);
});
