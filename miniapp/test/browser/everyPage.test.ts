import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { call, publish, residentToken } from '../server/api';
import { everyPage, type PageUrl } from '../server/pages';
import { SCREENSHOTS } from '../server/paths';
import { startServer, type StartedServer } from '../server/startServer';
import { describeInBrowser } from './describeInBrowser';
import { launchChromium } from './launch';
import { fireReminder } from '../server/drafts';
import { accessibilityFaults, overflow, smallTargets, smallText } from './measures';
import { APPEARANCES, openPage, openPhone, type Appearance } from './phone';

jest.setTimeout(180_000);

describeInBrowser('every page', () => {
  let server: StartedServer;
  let browser: Browser;
  let pages: PageUrl[];
  let resident: { id: string; token: string };

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    [server, browser] = await Promise.all([startServer(), launchChromium()]);
    resident = { id: 'zhang', token: await residentToken(server, 'zhang') };
    const wishes = { topics: ['fire', 'alert'], regions: ['140602'] };
    await call(server, '/api/v1/me/subscription', { token: resident.token, method: 'PUT', body: wishes });
    await publish(server, fireReminder());
    pages = await everyPage(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test.each(APPEARANCES.map((appearance) => [appearance.name, appearance] as const))(
    'in %s is legible, named, large enough to tap and free of errors',
    async (_name, appearance) => {
      const { context, page, errors } = await openPhone(browser, { origin: server.origin, appearance, resident });
      const faults: string[] = [];
      for (const { name, url } of pages) {
        await openPage(page, url).catch((error: Error) => faults.push(`${name}: ${error.message}`));
        await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.${appearance.name}.png`) });
        const found = [...errors.splice(0), ...(await faultsOf(page, appearance))];
        faults.push(...found.map((fault) => `${name}: ${fault}`));
      }
      await context.close();
      expect(faults).toEqual([]);
    },
  );
});

async function faultsOf(page: Page, { largeText }: Appearance): Promise<string[]> {
  const wide = await overflow(page);
  return [
    ...(await accessibilityFaults(page)),
    ...(await smallTargets(page, largeText ? 60 : 44)),
    ...(await smallText(page, largeText ? 18 : 14)),
    ...(wide > 0 ? [`is ${wide} px too wide`] : []),
  ];
}
