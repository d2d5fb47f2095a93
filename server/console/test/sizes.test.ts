import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = path.resolve(__dirname, '../dist');
type Manifest = Record<string, { file: string; imports?: string[] }>;
const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;

/** Kilobytes of JavaScript (gzip) that these sources of pages load, with what they import. */
function kilobytes(...sources: string[]): number {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    manifest[key]?.imports?.forEach(visit);
  };
  sources.forEach((source) => {
    expect(manifest).toHaveProperty([source]);
    visit(source);
  });
  const files = [...seen].map((key) => path.join(dist, manifest[key]?.file ?? ''));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024;
}

test('signing in loads at most 200 KB of JavaScript', () => {
  expect(kilobytes('index.html')).toBeLessThanOrEqual(200);
});

test('the workbench loads at most 350 KB of JavaScript', () => {
  expect(kilobytes('index.html', 'src/pages/workbench/index.tsx')).toBeLessThanOrEqual(350);
});
