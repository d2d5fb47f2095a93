import type { Browser } from 'playwright-core';
import { gzipSync } from 'node:zlib';
import { eventually } from '../server/api';
import { publishDemoNotice, startServer, type StartedServer } from '../server/startServer';
import { describeInBrowser } from './describeInBrowser';
import { launchChromium } from './launch';
import { openPhone, topPage, watch, type Phone } from './phone';

jest.setTimeout(180_000);

/** What the notice that `npm run demo` publishes is called, on its page and in the message. */
const PUBLISHED = '朔城区森林火险橙色预警';

describeInBrowser('a resident in a browser', () => {
  let server: StartedServer;
  let browser: Browser;
  let phone: Phone;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchChromium()]);
    phone = await openPhone(browser, { origin: server.origin });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  afterEach(() => expect(phone.errors.splice(0)).toEqual([]));

  test('loads at most 125 KB of scripts before the first notices are there', async () => {
    const { page } = phone;
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto('/');
    await page
      .getByRole('link', { name: /示例|朔州市/ })
      .first()
      .waitFor();
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    page.removeAllListeners('response');
    expect(bytes).toBeGreaterThan(0);
    // The bar is 130; what is left is room for the next pages' needs, not for carelessness.
    expect(bytes / 1024).toBeLessThanOrEqual(125);
  });

  test('opens the app and reads whether the fire ban holds and whom to call', async () => {
    const { page } = phone;
    await page.goto('/');
    await page.getByRole('link', { name: '朔州市人民政府关于森林草原禁火的通告' }).first().tap();
    await page.getByRole('heading', { name: '朔州市人民政府关于森林草原禁火的通告', level: 1 }).waitFor();
    const words = await topPage(page).innerText();
    expect(words).toContain('已过期');
    expect(words).toContain('2020年3月26日至6月25日');
    expect(words).toContain('朔政发〔2020〕12号');
    expect(await topPage(page).getByRole('button', { name: /12119/ }).count()).toBeGreaterThan(0);
  });

  test('finds 养老机构备案 by the first letters of its sounds', async () => {
    const { page } = phone;
    await page.goto('/#/pages/items/index');
    await page.getByText('共 337 项').waitFor();
    // The page before may still be in the document.
    await page.getByRole('link', { name: /^搜索，搜事项/ }).tap();
    await page.locator('#q').fill('yljg');
    await page.locator('#go:visible').tap();
    const first = topPage(page)
      .getByRole('link', { name: /原实施部门/ })
      .first();
    await first.waitFor();
    expect(await first.innerText()).toMatch(/^养老机构备案/);
    await first.tap();
    await page.getByRole('heading', { name: /养老机构备案/, level: 1 }).waitFor();
    expect(await topPage(page).innerText()).toContain('朔州市行政审批服务管理局');
  });

  test('signs in, subscribes to fire bans of 朔城区, and is told when one is published', async () => {
    const { page } = phone;
    await page.goto('/#/pages/subscribe/index');
    await page.getByRole('button', { name: /张奶奶/ }).tap();
    const fire = page.getByRole('checkbox', { name: /^防火禁火/ });
    await fire.waitFor();
    if ((await fire.getAttribute('aria-checked')) !== 'true') await fire.tap();
    await page.getByRole('checkbox', { name: '朔城区', exact: true }).tap();
    await page.locator('#subscribe').tap();
    await page.getByText('已订阅').waitFor();

    await publishDemoNotice(server);

    const simulator = await phone.context.newPage();
    const simulatorErrors = watch(simulator);
    await simulator.goto('/simulator');
    const message = simulator.getByText(PUBLISHED).first();
    await message.waitFor();
    await message.tap();
    // In the same tab or in one of its own: that is the simulator's affair.
    const opened = await eventually('a notice opened by its message', () => {
      const pages = phone.context.pages();
      return Promise.resolve(pages.find((open) => open.url().includes('/pages/notice/') && open !== page));
    });
    await opened.getByRole('heading', { name: new RegExp(PUBLISHED), level: 1 }).waitFor();
    expect(opened.url()).toContain('/#/pages/notice/index?id=');
    expect(simulatorErrors).toEqual([]);

    await page.goto('/#/pages/inbox/index');
    await page
      .locator('.page:visible')
      .getByRole('link', { name: new RegExp(PUBLISHED) })
      .waitFor();
  });
});
