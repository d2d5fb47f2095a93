import type { Browser, Page } from 'playwright-core';
import { noticeByNumber, publish } from '../server/api';
import { longPlan } from '../server/drafts';
import { startServer, type StartedServer } from '../server/startServer';
import { describeInBrowser } from './describeInBrowser';
import { launchChromium } from './launch';
import { openPage, openPhone, topPage } from './phone';

jest.setTimeout(180_000);

describeInBrowser('reading in a browser', () => {
  let server: StartedServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the last chapter of a plan of 240,000 characters opens by itself, not after all the others', async () => {
    const { notice } = await publish(server, longPlan());
    const { context, page, errors } = await openPhone(browser, { origin: server.origin });
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/blocks')) fetched.push(request.url());
    });
    await openPage(page, `pages/notice/index?id=${notice.id}`);
    const top = topPage(page);
    await top.getByRole('button', { name: /^目录/ }).tap();
    await top.getByRole('link', { name: '第120节', exact: true }).tap();
    const chapter = top.getByRole('heading', { name: '第120节', exact: true });
    await chapter.waitFor();
    await page.waitForFunction(() => {
      const headings = [...document.querySelectorAll('.block--heading')];
      const last = headings.find((heading) => heading.textContent === '第120节');
      const { top: y = -1 } = last?.getBoundingClientRect() ?? {};
      return y >= 0 && y < innerHeight;
    });
    expect(fetched).toHaveLength(1);
    expect(await top.locator('.block').count()).toBeLessThan(20);

    await top.getByRole('button', { name: '显示前面的内容' }).tap();
    await top.getByRole('heading', { name: '第119节', exact: true }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('on iOS before 14.5, which knows no gap between the children of a flex box, they still stand apart', async () => {
    const { context, page } = await openPhone(browser, { origin: server.origin });
    await page.addInitScript(() => {
      const known = (property: string, value?: string) => property !== 'inset' && value !== undefined;
      Object.defineProperty(CSS, 'supports', { value: known });
    });
    const { id } = await noticeByNumber(server, '朔政发〔2020〕12号');
    const touching: string[] = [];
    for (const url of ['pages/notices/index', `pages/notice/index?id=${id}`, 'more/settings/index']) {
      await openPage(page, url);
      touching.push(...(await childrenThatTouch(page)));
    }
    expect(touching).toEqual([]);
    await context.close();
  });
});

/** Neighbours in a flex box that has a gap elsewhere but stand closer than 2 px, with every real gap taken away. */
async function childrenThatTouch(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [
      ...document.querySelectorAll<HTMLElement>('.gapless .row, .gapless .button, .gapless .tag, .choice'),
    ];
    if (boxes.length === 0) return ['the page is not marked as gapless'];
    return boxes.flatMap((box) => {
      const { columnGap } = getComputedStyle(box);
      const children = [...box.children].filter((child) => child.getClientRects().length > 0);
      const close = children.slice(1).filter((child, place) => {
        const before = children[place]?.getBoundingClientRect();
        const now = child.getBoundingClientRect();
        if (!before) return false;
        return now.left - before.right < 2 && now.top - before.bottom < 2;
      });
      const problems = close.map((child) => `${box.className} > ${child.className} touches what is before it`);
      return parseFloat(columnGap) > 0 ? [...problems, `${box.className} relies on gap`] : problems;
    });
  });
}
