import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** How the reader has set the phone and the app. */
export interface Appearance {
  name: string;
  colorScheme: 'light' | 'dark';
  /** 关怀模式. */
  largeText: boolean;
}

export const APPEARANCES: readonly Appearance[] = [
  { name: 'light', colorScheme: 'light', largeText: false },
  { name: 'dark', colorScheme: 'dark', largeText: false },
  { name: 'large', colorScheme: 'light', largeText: true },
];

export interface Phone {
  context: BrowserContext;
  page: Page;
  /** What the page threw, wrote as an error, or asked for in vain. */
  errors: string[];
}

/** What Taro's browser storage keeps under a key. */
const stored = (value: unknown) => JSON.stringify({ data: value });

interface PhoneOptions {
  origin: string;
  appearance?: Appearance;
  /** Signed in as this resident of the simulator. */
  resident?: { id: string; token: string };
}

/** A phone of 390 × 844 with a browser whose storage is empty but for the reader's settings. */
export async function openPhone(browser: Browser, options: PhoneOptions): Promise<Phone> {
  const { origin, appearance = APPEARANCES[0], resident } = options;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 1,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: appearance?.colorScheme,
    reducedMotion: 'reduce',
  });
  const values: Record<string, string> = {
    ...(appearance?.largeText ? { preferences: stored({ text: 'large' }) } : {}),
    ...(resident ? { token: stored(resident.token), demoResident: stored(resident.id) } : {}),
  };
  await context.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, values);
  // A hang still ends; a busy machine alone does not fail a test.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  return { context, page, errors: watch(page) };
}

/** Collects everything that goes wrong on a page. */
export function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('requestfailed', (request) => {
    // A page that is left may leave its requests behind.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') errors.push(`no answer: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  return errors;
}

/** The page that is on top; the ones below stay in the document, hidden. */
export const topPage = (page: Page): Locator =>
  page
    .locator('.taro_page:not(.taro_page_shade)')
    .filter({ has: page.locator('.page') })
    .last();

/** Opens a page of the app and waits until its content is there. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(`/#/${url}`);
  await page
    .locator(`.taro_page[id^="/${url.split('?')[0]}"]:not(.taro_page_shade) .page`)
    .first()
    .waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}
