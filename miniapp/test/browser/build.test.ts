import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { H5_DIST, requireBuilt } from '../server/paths';

requireBuilt(path.join(H5_DIST, 'index.html'));
const html = readFileSync(path.join(H5_DIST, 'index.html'), 'utf8');
const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source]) => source ?? '');
const styles = [...html.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(([, source]) => source ?? '');
const gzipped = (files: string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(H5_DIST, file))).length, 0) / 1024;

test('the scripts of the first page are at most 130 KB after gzip', () => {
  expect(scripts.length).toBeGreaterThan(0);
  expect(gzipped(scripts)).toBeLessThanOrEqual(130);
});

test('the styles of the first page are at most 20 KB after gzip', () => {
  expect(gzipped(styles)).toBeLessThanOrEqual(20);
});

test('everything comes from the own server', () => {
  expect([...scripts, ...styles].filter((file) => /^(https?:)?\/\//.test(file))).toEqual([]);
});

test('scripts and styles carry a hash in their names, so that they can be cached for a year', () => {
  const hashed = /\.[0-9a-f]{8,}\.(js|css)$/;
  expect([...scripts, ...styles].filter((file) => !hashed.test(file))).toEqual([]);
  expect(statSync(path.join(H5_DIST, 'index.html')).size).toBeLessThan(20_000);
});

test('the page says its language and its title', () => {
  expect(html).toMatch(/<html[^>]+lang="zh/);
  expect(html).toMatch(/<title>[^<]*朔知[^<]*<\/title>/);
});
