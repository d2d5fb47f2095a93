import type { Inbox } from '@shuozhi/shared/api';
import { fireReminder } from '../server/drafts';
import { Weapp } from '../harness/weapp';
import { call, consent, eventually, loginCode, publish, residentToken } from '../server/api';
import { WEAPP_DIST } from '../server/paths';
import { startServer, type StartedServer } from '../server/startServer';

jest.setTimeout(180_000);

const SUBSCRIBE = 'pages/subscribe/index';
let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

function weappOf(resident: string): Weapp {
  return new Weapp({
    dist: WEAPP_DIST,
    origin: server.origin,
    login: () => loginCode(server, resident),
    consent: (ids) => consent(server, resident, ids),
  });
}

test('subscribing asks WeChat first thing in the tap, then saves the choice and the consent', async () => {
  const app = weappOf('zhang');
  const page = await app.launch(SUBSCRIBE);
  expect(app.called('login')).toHaveLength(1);
  await page.tap('label=朔城区');
  await page.tap('#subscribe');

  expect(app.taps.last[0]).toBe('requestSubscribeMessage');
  const [asked] = app.called('requestSubscribeMessage');
  expect((asked?.options.tmplIds as string[]).length).toBeLessThanOrEqual(3);
  expect(page.text()).toContain('已订阅');
  expect(app.requests('PUT', '/api/v1/me/subscription')).toHaveLength(1);
  expect(app.requests('POST', '/api/v1/me/consents')).toHaveLength(1);

  const token = await residentToken(server, 'zhang');
  const saved = await call<{ topics: string[]; regions: string[]; credits: { remaining: number }[] }>(
    server,
    '/api/v1/me/subscription',
    { token },
  );
  expect(saved.regions).toEqual(['140602']);
  expect(saved.topics).toContain('fire');
  expect(saved.credits.some(({ remaining }) => remaining > 0)).toBe(true);
  expect(app.errors).toEqual([]);
  app.dispose();
});

test('what is published then stands in the inbox, unread until it is opened', async () => {
  const { notice } = await publish(server, fireReminder());
  const token = await residentToken(server, 'zhang');
  await eventually('the notice in the inbox', async () => {
    const inbox = await call<Inbox>(server, '/api/v1/me/inbox', { token });
    return inbox.items.find((entry) => entry.notice?.id === notice.id);
  });

  const app = weappOf('zhang');
  const inbox = await app.launch('pages/inbox/index');
  await inbox.tap(`label=未读，${notice.title}`);
  expect(app.top.name).toBe('pages/notice/index');
  expect(app.top.text()).toContain(notice.title);
  expect(app.requests('POST', '/api/v1/me/inbox/read')).toHaveLength(1);
  expect(app.errors).toEqual([]);
  app.dispose();

  const { unread } = await call<Inbox>(server, '/api/v1/me/inbox', { token });
  expect(unread).toBe(0);
});

test('a resident who refuses keeps the inbox and is told so', async () => {
  const app = new Weapp({
    dist: WEAPP_DIST,
    origin: server.origin,
    login: () => loginCode(server, 'li'),
    consent: (ids) => Promise.resolve(Object.fromEntries(ids.map((id) => [id, 'reject']))),
  });
  const page = await app.launch(SUBSCRIBE);
  await page.tap('#subscribe');
  expect(page.text()).toContain('收件箱');
  expect(page.text()).not.toContain('新通知会在微信里提醒您');
  expect(app.requests('PUT', '/api/v1/me/subscription')).toHaveLength(1);
  app.dispose();
});

test('when WeChat cannot open its dialog, the choice is saved and the reason is said', async () => {
  const app = new Weapp({
    dist: WEAPP_DIST,
    origin: server.origin,
    login: () => loginCode(server, 'li'),
    consent: () => Promise.reject(Object.assign(new Error('main switch off'), { errCode: 20004 })),
  });
  const page = await app.launch(SUBSCRIBE);
  await page.tap('#subscribe');
  expect(page.text()).toContain('已保存订阅');
  expect(page.text()).toMatch(/设置 → 订阅消息/);
  app.dispose();
});

test('without any topic nothing is saved and the page says what is missing', async () => {
  const app = weappOf('wang');
  const page = await app.launch(SUBSCRIBE);
  for (const { node } of page.all('.topic--on')) await page.tap(`#${String(node.attr.id)}`);
  await page.tap('#subscribe');
  expect(page.text()).toContain('请至少选择一类通知');
  expect(app.called('requestSubscribeMessage')).toEqual([]);
  expect(app.requests('PUT', '/api/v1/me/subscription')).toEqual([]);
  app.dispose();
});

test('the harness refuses a subscribe dialog that comes too late, as WeChat does', async () => {
  const app = weappOf('wang');
  await app.launch(SUBSCRIBE);
  expect(app.taps.allowsSubscribe()).toBe(false);
  app.taps.during(() => {
    expect(app.taps.allowsSubscribe()).toBe(true);
    app.taps.note('request');
    expect(app.taps.allowsSubscribe()).toBe(false);
  });
  app.dispose();
});
