import { transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Compilation, Compiler } from 'webpack';

/** In src/index.html; becomes the script. */
const PLACEHOLDER = '__OPENING__';
const PAGE = /(?:^|\/)((?:pages|more)\/\w+\/index)$/;

/** The files of each page that are not part of the entry, by the page's path. */
function filesByPage(compilation: Compilation): Record<string, string[]> {
  const entry = new Set(compilation.entrypoints.get('app')?.getFiles());
  const pages: Record<string, string[]> = {};
  for (const group of compilation.chunkGroups) {
    for (const { request } of group.origins) {
      const [, page] = PAGE.exec((request ?? '').replaceAll('\\', '/')) ?? [];
      if (page) pages[page] = group.getFiles().filter((file) => !entry.has(file) && /\.(js|css)$/.test(file));
    }
  }
  return pages;
}

/** Webpack plugin of the browser build: puts opening.js, with the files of each page, into index.html. */
export class OpeningPlugin {
  apply(compiler: Compiler): void {
    const { Compilation: stages, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('Opening', (compilation) => {
      // After the names of all files are known.
      const stage = stages.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'Opening', stage }, (assets) => {
        const html = assets['index.html']?.source().toString();
        if (!html?.includes(PLACEHOLDER)) return;
        const text = readFileSync(path.join(__dirname, 'opening.js'), 'utf8');
        const pages = JSON.stringify(filesByPage(compilation));
        const { code } = transformSync(
          text.replaceAll('__PAGES__', () => pages),
          { minify: true, target: 'es2019' },
        );
        const page = html.replace(PLACEHOLDER, () => code.trim());
        compilation.updateAsset('index.html', new sources.RawSource(page));
      });
    });
  }
}
