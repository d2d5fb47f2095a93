import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readJson } from '../harness/sandbox';
import { pagesOf, type AppJson } from '../harness/weapp';
import { requireBuilt, WEAPP_DIST } from '../server/paths';
import { packageSizes, shippedFiles } from '../tools/sizes';

requireBuilt(path.join(WEAPP_DIST, 'app.json'));
const app = readJson<AppJson & { themeLocation: string; sitemapLocation: string }>(WEAPP_DIST, 'app.json');
const files = shippedFiles(WEAPP_DIST);
const roots = (app.subPackages ?? []).map(({ root }) => root);
const read = (file: string) => readFileSync(path.join(WEAPP_DIST, file), 'utf8');

test('the main package is at most 500 KB and each subpackage far below the 2 MB of WeChat', () => {
  const { main, subpackages } = packageSizes(WEAPP_DIST, roots);
  expect(main / 1024).toBeLessThanOrEqual(500);
  expect(subpackages.size).toBeGreaterThan(0);
  for (const bytes of subpackages.values()) expect(bytes / 1024).toBeLessThanOrEqual(500);
});

test.each(pagesOf(app))('%s has its program, view and settings', (page) => {
  for (const extension of ['js', 'wxml', 'json']) expect(files).toContain(`${page}.${extension}`);
  const { usingComponents = {} } = readJson<{ usingComponents?: Record<string, string> }>(WEAPP_DIST, `${page}.json`);
  for (const component of Object.values(usingComponents)) {
    expect(files).toContain(`${path.posix.join(path.posix.dirname(page), component)}.js`);
  }
});

test('every page title is set, so that a screen reader can say where the reader is', () => {
  const untitled = pagesOf(app).filter(
    (page) => !readJson<{ navigationBarTitleText?: string }>(WEAPP_DIST, `${page}.json`).navigationBarTitleText,
  );
  expect(untitled).toEqual([]);
});

test('every variable of the bars is defined in both themes, and every picture exists', () => {
  const themes = readJson<Record<string, Record<string, string>>>(WEAPP_DIST, app.themeLocation);
  const used = [...JSON.stringify(app).matchAll(/"@(\w+)"/g)].map(([, name]) => name ?? '');
  expect(used).not.toEqual([]);
  for (const theme of ['light', 'dark']) {
    const values = themes[theme] ?? {};
    expect(used.filter((name) => !(name in values))).toEqual([]);
    const pictures = Object.values(values).filter((value) => value.endsWith('.png'));
    expect(pictures.filter((file) => !files.includes(file))).toEqual([]);
    expect(pictures.filter((file) => statSync(path.join(WEAPP_DIST, file)).size > 40 * 1024)).toEqual([]);
  }
});

test('the sitemap that app.json names exists', () => {
  expect(files).toContain(app.sitemapLocation);
});

test('nothing builds code from text except webpack, which only asks for the global object', () => {
  const building = /\beval\s*\(|new Function\s*\(([^)]*)\)|\bFunction\s*\(\s*(["'`][^)]*)\)/g;
  const found = files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...read(file).matchAll(building)].map(([text]) => text.replace(/\s/g, '')));
  const allowed = /^(new)?Function\(["']returnthis["']\)$/;
  expect(found.filter((text) => !allowed.test(text))).toEqual([]);
});

test('no address of another site is in the program', () => {
  const own = /^(127\.0\.0\.1|localhost)/;
  const hosts = files
    .filter((file) => /\.(js|wxml|wxss)$/.test(file))
    .flatMap((file) => [...read(file).matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => `${host} in ${file}`));
  const papers = /^(www\.w3\.org|reactjs\.org|react\.dev|fb\.me|taro\.(zone|com)|taro-docs\.jd\.com|github\.com) /;
  expect(hosts.filter((entry) => !own.test(entry) && !papers.test(entry))).toEqual([]);
});

test('the project file of WeChat DevTools points at this build', () => {
  const project = path.resolve(WEAPP_DIST, '../../../project.config.json');
  const { miniprogramRoot } = JSON.parse(readFileSync(project, 'utf8')) as { miniprogramRoot: string };
  expect(existsSync(path.resolve(path.dirname(project), miniprogramRoot, 'app.json'))).toBe(true);
});
