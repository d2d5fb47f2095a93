import type { Middleware } from 'koa';
import { AppError } from '../errors';
import type { RateLimits } from './rateLimit';
import type { Route } from './route';

/** What an early route may not ask for: nobody would look at it. */
function isPlain(route: Route): boolean {
  const { guard, audit, params, query, body, response, maxAge, callsPerMinute } = route;
  const asked = [guard, audit, params, query, body, response, maxAge, callsPerMinute];
  return route.unlimited === true && asked.every((each) => each === undefined) && !route.path.includes(':');
}

/**
 * Answers the routes marked `early` before compression, a browser's headers and the search among all routes: for calls
 * of machines that come in storms. Log, metrics, request id and problem details are those of every route.
 * @throws when an early route has a guard, a limit, parameters or schemas
 */
export function earlyRoutes(
  prefix: string,
  routes: readonly Route[],
  limits: Pick<RateLimits, 'assertFewRefusals' | 'refusal'>,
): Middleware {
  const early = new Map<string, Route>();
  for (const route of routes.filter((each) => each.early)) {
    if (!isPlain(route)) throw new Error(`${route.path} cannot be early: it asks for more than its handler`);
    early.set(`${route.method.toUpperCase()} ${prefix}${route.path}`, route);
  }
  return async (ctx, next) => {
    const route = early.get(`${ctx.method} ${ctx.path}`);
    if (route === undefined) {
      await next();
      return;
    }
    ctx._matchedRoute = prefix + route.path;
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.status = route.status ?? 204;
    limits.assertFewRefusals(ctx, route);
    const nothing = { params: undefined, query: undefined, body: undefined, principal: undefined };
    try {
      await route.handler({ ...nothing, note: () => undefined, ctx });
    } catch (error) {
      if (error instanceof AppError && error.status < 500) await limits.refusal(ctx, route);
      throw error;
    }
  };
}
