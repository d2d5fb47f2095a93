/**
 * One picture of every page's screenshot for each appearance, from what the browser tests wrote to
 * test-results/screenshots; writes test-results/contact-<appearance>.png.
 * Run: node miniapp/design/contactSheet.mjs [path of chromium]
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const results = path.resolve(import.meta.dirname, '../../test-results');
const folder = path.join(results, 'screenshots');
/** `notice.dark.png` and the like. */
const pictures = readdirSync(folder).flatMap((file) => {
  const match = /^(.+)\.([\w-]+)\.png$/.exec(file);
  return match ? [{ file, page: match[1], appearance: match[2] }] : [];
});
const appearances = [...new Set(pictures.map(({ appearance }) => appearance))];

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 5 * 270, height: 800 } });
const style =
  'body{margin:8px;font:14px sans-serif;display:flex;flex-wrap:wrap;gap:8px}figure{margin:0;width:258px}img{width:100%;border:1px solid #ccc}';
for (const appearance of appearances) {
  const shots = pictures.filter((picture) => picture.appearance === appearance);
  const figures = shots.map(({ file, page: name }) => {
    const data = readFileSync(path.join(folder, file)).toString('base64');
    return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${data}"></figure>`;
  });
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  const sheet = path.join(results, `contact-${appearance}.png`);
  await page.screenshot({ path: sheet, fullPage: true });
  console.log(sheet);
}
await browser.close();
