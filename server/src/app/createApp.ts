import Koa, { type Middleware } from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import mongoose from 'mongoose';
import type { Config } from '../config';
import { databaseReady } from '../database';
import {
  createRateLimits,
  earlyRoutes,
  mountRoutes,
  openApiDocument,
  problemDetails,
  requestLog,
  type ResponseCache,
  type Route,
} from '../http';
import { operationRouter, type Logger } from '../observability';
import { audited } from '../staff';
import { serveWebApp } from './webApp';

export const API_PREFIX = '/api/v1';

interface AppParts {
  config: Config;
  logger: Logger;
  cache: ResponseCache;
  /** The routes of all modules, mounted below `/api/v1`. */
  routes: readonly Route[];
  /** Pages and helpers outside the API: the simulator in development, print pages. */
  pages: readonly Middleware[];
}

/** Puts the Koa application together from the modules' routes. */
export function createApp({ config, logger, cache, routes, pages }: AppParts): Koa {
  // Of the addresses a proxy passes on, only the last is its own word; those before it anybody can write.
  const app = new Koa({ proxy: config.behindProxy, maxIpsCount: 1 });
  app.on('error', (err: unknown) => logger.error({ action: 'http.stream', err }));
  app.use(requestLog(logger));
  app.use(problemDetails(logger));
  const limits = createRateLimits(mongoose.connection, config.rate);
  if (config.roles.has('web')) app.use(earlyRoutes(API_PREFIX, routes)).use(cache.ready(limits));
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          // The browser app sets computed styles; scripts come from our own files only.
          'style-src': ["'self'", "'unsafe-inline'"],
          'script-src': ["'self'"],
          'img-src': ["'self'", 'data:'],
          'upgrade-insecure-requests': config.production ? [] : null,
        },
      },
      strictTransportSecurity: config.production,
    }),
  );
  app.use(compress({ threshold: 1024, br: false }));

  const operation = operationRouter(databaseReady);
  app.use(operation.routes());
  // A worker answers its operators only.
  if (!config.roles.has('web')) return app;
  const api = mountRoutes(API_PREFIX, routes, {
    limits,
    cache,
    audited,
    checkResponses: config.nodeEnv === 'test',
  });
  const description = openApiDocument(routes, API_PREFIX);
  api.get('/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.body = description;
  });
  app.use(api.routes()).use(api.allowedMethods());
  for (const page of pages) app.use(page);
  app.use(serveWebApp());
  return app;
}
