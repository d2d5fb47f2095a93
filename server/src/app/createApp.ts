import type { RequestListener } from 'node:http';
import Koa, { type Middleware } from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import type { Config } from '../config';
import { databaseReady } from '../database';
import {
  addressReader,
  createAccessLog,
  createRateLimits,
  earlyRoutes,
  type IdentifyResident,
  listenerBeforeKoa,
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
  /** Whose token a call carries: residents have limits of their own. */
  identify: IdentifyResident;
  /** The routes of all modules, mounted below `/api/v1`. */
  routes: readonly Route[];
  /** Whether requests may be sent to this process; asked by `/readyz`. */
  mayReceive?: () => boolean;
  /** Pages and helpers outside the API: the simulator in development, print pages. */
  pages: readonly Middleware[];
}

interface Application {
  app: Koa;
  /** What answers every request. */
  listener: RequestListener;
}

/** The same application as a listener, which Koa makes of the middleware there is by then. */
function koaListener(app: Koa): RequestListener {
  const handle = app.callback();
  return (request, response) => void handle(request, response);
}

/** Puts the application together from the modules' routes. */
export function createApp(parts: AppParts): Application {
  const { config, logger, cache, identify, routes, pages, mayReceive = () => true } = parts;
  const app = new Koa();
  app.on('error', (err: unknown) => logger.error({ action: 'http.stream', err }));
  const { trustedProxies } = config;
  const log = createAccessLog(logger);
  app.use(requestLog(log, addressReader(trustedProxies)));
  app.use(problemDetails(logger));
  const limits = createRateLimits({ ...config.rate, trustedProxies, identify });
  if (config.roles.has('web')) app.use(earlyRoutes(API_PREFIX, routes, limits));
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
  app.use((ctx, next) => {
    // koa-compress fails where a client refuses every encoding; such a client gets the text as it is (RFC 9110 12.5.3).
    if (ctx.acceptsEncodings('gzip', 'deflate', 'identity') === false) ctx.compress = false;
    return next();
  });
  app.use(compress({ threshold: 1024, br: false }));

  const operation = operationRouter(databaseReady, mayReceive);
  app.use(operation.routes());
  // A worker answers its operators only.
  if (!config.roles.has('web')) return { app, listener: koaListener(app) };
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
  return { app, listener: listenerBeforeKoa({ handle: koaListener(app), cache, limits, log }) };
}
