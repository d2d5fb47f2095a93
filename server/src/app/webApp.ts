import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Middleware } from 'koa';
import send from 'koa-send';
import { serverPath } from '../runtime';

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** Built files carry a content hash in their name and never change. */
const HASHED = /\.[0-9a-f]{8,}\.(js|css|png|svg|woff2)$/;

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
      const sent = await send(ctx, file, {
        root,
        maxAge: HASHED.test(file) ? YEAR_MS : 0,
        immutable: HASHED.test(file),
      });
      if (path.basename(sent) === 'index.html') ctx.set('Cache-Control', 'no-cache');
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
      await next();
    }
  };
}
