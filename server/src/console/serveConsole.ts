import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Middleware } from 'koa';
import send from 'koa-send';
import { serverPath } from '../runtime';

const PREFIX = '/console';
const ASSETS = `${PREFIX}/assets/`;
const YEAR_MS = 365 * 24 * 3600 * 1000;
const LOOPBACK = /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/;

/** Scripts and styles of our own files only; the style elements that Ant Design makes carry the answer's nonce. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

async function sendPage(ctx: Context, file: string): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  ctx.set('Content-Security-Policy', policy(nonce));
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'html';
  ctx.body = (await readFile(file, 'utf8')).replace('STYLE_NONCE', nonce);
}

/**
 * Serves the staff console below /console: its files for a year (their names hold a hash of their content), and the page
 * itself at every other address there, for the console shows its pages by their address.
 * @param demoAccounts in development, the accounts that the page of signing in offers; told to this machine only
 * @param root the built console
 */
export function consolePages(
  demoAccounts: (() => unknown) | null,
  root: string = serverPath('console', 'dist'),
): Middleware {
  const page = path.join(root, 'index.html');
  return async (ctx, next): Promise<void> => {
    const inside = ctx.path === PREFIX || ctx.path.startsWith(`${PREFIX}/`);
    if (!inside || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) {
      await next();
    } else if (ctx.path === PREFIX) {
      ctx.redirect(`${PREFIX}/`);
    } else if (ctx.path === `${PREFIX}/demo.json`) {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = demoAccounts && LOOPBACK.test(ctx.ip) ? (demoAccounts() ?? []) : [];
    } else if (ctx.path.startsWith(ASSETS)) {
      await send(ctx, ctx.path.slice(ASSETS.length), {
        root: path.join(root, 'assets'),
        maxAge: YEAR_MS,
        immutable: true,
      });
    } else if (existsSync(page)) {
      await sendPage(ctx, page);
    } else {
      await next();
    }
  };
}
