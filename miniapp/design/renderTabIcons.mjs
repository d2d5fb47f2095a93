/**
 * Draws the tab bar's pictures (81×81 PNG, what WeChat asks for; SVG for browsers) from the line icons below.
 * Run after changing one: node miniapp/design/renderTabIcons.mjs [path of chromium]
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const shapes = {
  notices:
    '<path d="M6 3.5h9l4 4V20a.9.9 0 0 1-.9.9H6a.9.9 0 0 1-.9-.9V4.4a.9.9 0 0 1 .9-.9Z"/><path d="M14.6 3.8V8H19M8.5 12h7M8.5 16h7"/>',
  items:
    '<rect x="4" y="7.5" width="16" height="12.5" rx="1.4"/><path d="M9 7.2V5.4c0-.8.6-1.4 1.4-1.4h3.2c.8 0 1.4.6 1.4 1.4v1.8M4.2 13h15.6M12 11.8v2.6"/>',
  subscribe:
    '<path d="M6.2 16.8V11a5.8 5.8 0 0 1 11.6 0v5.8l1.6 1.4H4.6l1.6-1.4Z"/><path d="M10 20.6c1 .9 3 .9 4 0M12 5V3.2"/>',
  me: '<circle cx="12" cy="8" r="4.2"/><path d="M4.4 20.6c.5-4 3.6-6.4 7.6-6.4s7.1 2.4 7.6 6.4"/>',
};
const looks = { '': '#4a5666', '-on': '#0f4c8a', '-dark': '#b3bfcc', '-dark-on': '#8fc1f5' };

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
for (const [name, shape] of Object.entries(shapes)) {
  for (const [look, colour] of Object.entries(looks)) {
    const fill = look.endsWith('on') ? `${colour}33` : 'none';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="81" height="81" viewBox="-1 -1 26 26" fill="${fill}" stroke="${colour}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;
    const assets = path.resolve(import.meta.dirname, '../src/assets');
    // Browsers follow the theme by CSS.
    if (!look.includes('dark')) writeFileSync(`${assets}/browser/${name}${look}.svg`, `${svg}\n`);
    await page.setContent(`<style>body{margin:0}</style>${svg}`);
    await page.screenshot({ path: `${assets}/tab/${name}${look}.png`, omitBackground: true });
  }
}
await browser.close();
