/**
 * Pictures of every component in its states, in light, dark and large text, beside this file.
 * Run after changing a component's look: node miniapp/design/renderGallery.mjs [path of chromium]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { compile } from 'sass';

const here = import.meta.dirname;
const { css } = compile(path.join(here, '../src/app.scss'));
const markup = readFileSync(path.join(here, 'gallery.html'), 'utf8');
const looks = { light: '', dark: 'theme-dark', large: 'text-large' };

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
for (const [name, look] of Object.entries(looks)) {
  const body = markup.replace('class="page"', `class="page ${look}"`);
  await page.setContent(`<style>${css} html,body{height:auto!important;overflow:visible!important}</style>${body}`);
  await page.screenshot({ path: path.join(here, `gallery-${name}.png`), fullPage: true });
}
await browser.close();
