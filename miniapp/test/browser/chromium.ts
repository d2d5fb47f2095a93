import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where this machine's Chromium is: `CHROMIUM_PATH`, else a usual place; null when there is none. */
export function chromiumPath(): string | null {
  const places = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : PLACES;
  return places.find((place) => existsSync(place)) ?? null;
}

/** `describe` when a Chromium is there; else the suite is skipped and says so. */
export const describeInBrowser: jest.Describe = chromiumPath() === null ? skippedAloud() : describe;

function skippedAloud(): jest.Describe {
  process.stderr.write('No Chromium found: browser tests are skipped. Set CHROMIUM_PATH to run them.\n');
  return describe.skip;
}

/** Starts Chromium without a window. Throws when there is none. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath() ?? undefined,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'],
    ...options,
  });
}
