import type { Browser, Route } from 'playwright-core';
import { eventually, noticeByNumber } from '../server/api';
import { startServer, type StartedServer } from '../server/startServer';
import { describeInBrowser } from './describeInBrowser';
import { launchChromium } from './launch';
import { openPhone } from './phone';

jest.setTimeout(180_000);

const ENTRY = /\/js\/app\.\w+\.js$/;

describeInBrowser('the first page of a visit', () => {
  let server: StartedServer;
  let browser: Browser;
  let noticeId: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchChromium()]);
    noticeId = (await noticeByNumber(server, '朔政发〔2019〕38号')).id;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test.each([
    ['notices', () => '', 2],
    ['items', () => '#/pages/items/index', 2],
    ['a notice', () => `#/pages/notice/index?id=${noticeId}`, 2],
    ['an item', () => '#/pages/item/index?id=2020-33', 2],
    ['an item by its printed code', () => 'i/i-33', 2],
  ])(
    'asks for all that %s needs while the scripts are on their way: nothing waits for a second round',
    async (_name, address, reads) => {
      const { context, page, errors } = await openPhone(browser, { origin: server.origin });
      const asked: string[] = [];
      page.on('request', (request) => {
        const path = request.url().replace(server.origin, '');
        if (path.startsWith('/api/') || /\.(js|css)$/.test(path)) asked.push(path);
      });
      const held: Route[] = [];
      await page.route(ENTRY, (route) => void held.push(route));
      await page.goto(`/${address()}`, { waitUntil: 'commit' });
      const early = await eventually('the reads of the page', () => {
        const ready = held.length > 0 && asked.filter((path) => path.startsWith('/api/')).length === reads;
        return Promise.resolve(ready ? [...asked] : undefined);
      });
      await held[0]?.continue();
      await page.locator('.entry, [aria-level="1"]').first().waitFor();
      expect(asked).toEqual(early);
      expect(new Set(asked).size).toBe(asked.length);
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});
