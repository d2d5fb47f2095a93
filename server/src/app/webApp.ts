import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context, Middleware } from 'koa';
import send from 'koa-send';
import { serverPath } from '../runtime';

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** Built files carry a content hash in their name and never change. */
const HASHED = /\.[0-9a-f]{8,}\.(js|css|png|svg|woff2)$/;

/** Allows the scripts written into the page itself, each named by its hash, and no others. */
function allowOwnScripts(ctx: Context, html: string): void {
  const hashes = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  const policy = ctx.response.get('Content-Security-Policy');
  ctx.set('Content-Security-Policy', policy.replace("script-src 'self'", ["script-src 'self'", ...hashes].join(' ')));
}

/**
 * Serves the browser build of the mini-program at `/`: files with a hash for a year, the page itself always checked.
 * Addresses that are not files answer 404 (the app routes by the part after `#`).
 */
export function serveWebApp(): Middleware {
  const root = serverPath('..', 'miniapp', 'dist', 'h5');
  return async (ctx, next): Promise<void> => {
    const readable = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (!readable || ctx.path.startsWith('/api/') || !existsSync(root)) {
      await next();
      return;
    }
    const file = ctx.path === '/' ? 'index.html' : ctx.path;
    try {
      // Nothing for hidden files and folders, which its types leave out.
      const sent: string | undefined = await send(ctx, file, {
        root,
        maxAge: HASHED.test(file) ? YEAR_MS : 0,
        immutable: HASHED.test(file),
      });
      if (sent === undefined) {
        await next();
        return;
      }
      if (path.basename(sent) !== 'index.html') return;
      ctx.set('Cache-Control', 'no-cache');
      allowOwnScripts(ctx, await readFile(sent, 'utf8'));
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
      await next();
    }
  };
}
