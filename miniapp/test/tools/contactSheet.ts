import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../browser/launch';
import { SCREENSHOTS } from '../server/paths';

const SHEET = path.join(SCREENSHOTS, '..', 'contact-sheet.png');
const WIDTH = 260;

/** Pictures by page, then by appearance: `notice.dark.png`. */
function pictures(): Map<string, Map<string, string>> {
  const pages = new Map<string, Map<string, string>>();
  for (const file of readdirSync(SCREENSHOTS).sort()) {
    const [page = '', appearance = ''] = file.split('.');
    const row = pages.get(page) ?? new Map<string, string>();
    row.set(appearance, path.join(SCREENSHOTS, file));
    pages.set(page, row);
  }
  return pages;
}

function sheetHtml(pages: Map<string, Map<string, string>>): string {
  const appearances = [...new Set([...pages.values()].flatMap((row) => [...row.keys()]))];
  const cell = (file: string | undefined) => {
    if (!file) return '<td></td>';
    return `<td><img width="${WIDTH}" src="data:image/png;base64,${readFileSync(file).toString('base64')}"></td>`;
  };
  const rows = [...pages].map(
    ([page, row]) => `<tr><th>${page}</th>${appearances.map((name) => cell(row.get(name))).join('')}</tr>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 16px; font: 16px sans-serif; background: #888 } td, th { padding: 8px; vertical-align: top }
    </style><table><tr><th></th>${appearances.map((name) => `<th>${name}</th>`).join('')}</tr>${rows.join('')}</table>`;
}

/** Puts the pictures that the tests took on one sheet, a row a page, to look at them side by side. */
async function run(): Promise<void> {
  if (!existsSync(SCREENSHOTS)) throw new Error('no pictures yet: run the tests of miniapp/test/browser first');
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.setContent(sheetHtml(pictures()));
  await page.screenshot({ path: SHEET, fullPage: true });
  await browser.close();
  process.stdout.write(`${pathToFileURL(SHEET).href}\n`);
}

run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
