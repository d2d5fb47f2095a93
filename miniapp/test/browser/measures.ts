import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe asks of every page: WCAG 2.1 A and AA, and names for everything that can be used. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
/**
 * Rules that do not fit: landmarks of a web page, which an app of one column does not have, and zooming, which Taro's
 * viewport forbids because WeChat ignores it (the app's own 关怀模式 does that).
 */
const NOT_OURS = ['region', 'landmark-one-main', 'page-has-heading-one', 'meta-viewport'];
/** Not yet among axe's rules by default, but asked of us: a spoken name holds the words that are seen. */
const OURS = ['label-content-name-mismatch'];

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; html: string; failureSummary?: string }[] }[];
}

/** What axe-core finds wrong on the page, one line an element. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const result = (await page.evaluate(
    ({ tags, off, on }) =>
      (window as unknown as { axe: { run(context: object, options: object): Promise<unknown> } }).axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules: Object.fromEntries([
          ...off.map((rule) => [rule, { enabled: false }]),
          ...on.map((rule) => [rule, { enabled: true }]),
        ]),
        resultTypes: ['violations'],
      }),
    { tags: TAGS, off: NOT_OURS, on: OURS },
  )) as AxeResult;
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => {
      const why = failureSummary?.split('\n')[1]?.trim() ?? help;
      return `${id}: ${why} at ${html.slice(0, 160)}`;
    }),
  );
}

/** Everything that can be tapped but is smaller than `least` px (工信部适老化规范: 44, 60 in 关怀模式). */
export function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((smallest) => {
    const roles = ['button', 'link', 'checkbox', 'radio', 'switch', 'tab'].map((role) => `[role="${role}"]`);
    const targets = document.querySelectorAll<HTMLElement>(['.tap', 'button', 'a[href]', ...roles].join(','));
    return [...targets].flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      const shown = width > 0 && height > 0 && getComputedStyle(target).visibility !== 'hidden';
      if (!shown || (width >= smallest - 0.5 && height >= smallest - 0.5)) return [];
      const name = target.getAttribute('aria-label') ?? target.innerText;
      return [`${name.slice(0, 40)} (${target.className}) is ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, least);
}

/** Text set smaller than `least` px; icons are not text. */
export function smallText(page: Page, least: number): Promise<string[]> {
  return page.evaluate((smallest) => {
    const walker = document.createTreeWalker(document.querySelector('#app') ?? document.body, NodeFilter.SHOW_TEXT);
    const faults = new Set<string>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (!element || words === '' || element.getClientRects().length === 0) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < smallest) faults.add(`${words.slice(0, 20)} is ${size} px`);
    }
    return [...faults];
  }, least);
}

/** How far the page is wider than the screen, in px; 0 when nothing is cut off sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
