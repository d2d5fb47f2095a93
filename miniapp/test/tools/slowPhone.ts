import type { Browser, CDPSession, Page } from 'playwright-core';

/** A slow phone on slow 4G, as Lighthouse defines them: 150 ms round trip, 1.6 Mbit/s down, a CPU four times slower. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) | 0,
  uploadThroughput: (750e3 / 8) | 0,
};
const CPU_SLOW_DOWN = 4;
const SCROLL_STEPS = 60;

/** Milliseconds from the start of the navigation. */
export interface ColdStart {
  skeleton: number;
  content: number;
  scriptBytes: number;
  /** Requests that wait for one another, counted from the page itself (1). */
  depth: number;
}

export interface Scrolling {
  /** Milliseconds of the longest task of the main thread. */
  longestTask: number;
  tasksOver200: number;
}

/** Notes when a skeleton (first the one in index.html) and the first card of the list appear. */
const WATCH_CONTENT = `
  window.marks = {};
  new MutationObserver(() => {
    if (document.querySelector('#opening, .skeleton, .entry')) window.marks.skeleton ??= performance.now();
    if (document.querySelector('.entry')) window.marks.content ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
`;
const WATCH_TASKS = `
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ entryTypes: ['longtask'] });
`;

async function slowPage(browser: Browser, slowNetwork: boolean): Promise<{ page: Page; session: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOW_DOWN });
  await session.send('Network.enable');
  if (slowNetwork) await session.send('Network.emulateNetworkConditions', SLOW_4G);
  return { page, session };
}

/** Follows who asks for what; answers the length of the longest chain so far. */
function watchChains(session: CDPSession): () => number {
  const depths = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ request, initiator }) => {
    if (!request.url.startsWith('http')) return;
    const [asker = ''] = (initiator.url ?? initiator.stack?.callFrames[0]?.url ?? '').split('#');
    depths.set(request.url, 1 + (depths.get(asker) ?? 0));
  });
  return () => Math.max(0, ...depths.values());
}

/** Opens the app's first page with nothing cached. */
export async function coldStart(browser: Browser, origin: string): Promise<ColdStart> {
  const { page, session } = await slowPage(browser, true);
  const chains = watchChains(session);
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.addInitScript(WATCH_CONTENT);
  await page.goto(origin, { waitUntil: 'commit' });
  await page.locator('.entry').first().waitFor({ state: 'attached', timeout: 60_000 });
  const marks = await page.evaluate<{ skeleton: number; content: number }>('window.marks');
  const start = { ...marks, scriptBytes, depth: chains() };
  await page.context().close();
  return start;
}

/** Scrolls through the longest list in small steps, as a finger does. */
export async function scrolling(browser: Browser, origin: string): Promise<Scrolling> {
  const { page } = await slowPage(browser, false);
  await page.goto(`${origin}/#/pages/items/index`);
  await page.locator('.entry').first().waitFor();
  await page.evaluate(WATCH_TASKS);
  await page.mouse.move(195, 500);
  for (let step = 0; step < SCROLL_STEPS; step += 1) {
    await page.mouse.wheel(0, 240);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
  const tasks = await page.evaluate<number[]>('window.tasks');
  await page.context().close();
  return { longestTask: Math.max(0, ...tasks), tasksOver200: tasks.filter((task) => task > 200).length };
}
