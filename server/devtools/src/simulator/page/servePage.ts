import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { World } from '../world';
import { renderPage } from './renderPage';
import { renderPhones } from './renderPhones';
import { SCRIPT } from './script';
import { STYLES } from './styles';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'";

const FILES: Record<string, { type: string; body: string }> = {
  '/page.css': { type: 'text/css; charset=utf-8', body: STYLES },
  '/page.js': { type: 'text/javascript; charset=utf-8', body: SCRIPT },
};

/** Serves the page, its two files and the phones alone for its script; false for other paths. */
export function servePage(world: World, ctx: Context, path: string): boolean {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return false;
  const file = FILES[path];
  if (file) {
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = file.type;
    ctx.body = file.body;
    return true;
  }
  if (path !== '' && path !== '/' && path !== '/phones') return false;
  const phones = renderPhones(world, Date.now());
  const version = `W/"${createHash('sha256').update(phones).digest('base64url').slice(0, 27)}"`;
  ctx.set('Cache-Control', 'no-cache');
  ctx.set('Content-Security-Policy', POLICY);
  ctx.type = 'text/html; charset=utf-8';
  if (path !== '/phones') {
    ctx.body = renderPage(phones, version);
    return true;
  }
  ctx.status = 200;
  ctx.set('ETag', version);
  // Compared by hand: a browser's fetch with If-None-Match adds no-cache, and Koa's `fresh` then never says so.
  if (ctx.get('If-None-Match') === version) ctx.status = 304;
  else ctx.body = phones;
  return true;
}
