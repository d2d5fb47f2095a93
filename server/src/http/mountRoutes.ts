import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import * as z from 'zod';
import { zhCN } from 'zod/locales';
import { AppError } from '../errors';
import type { RateLimits } from './rateLimit';
import type { ResponseCache } from './responseCache';
import type { AuditClosing, Audited, AuditOpening, Route } from './route';
import { unknownMembers } from './unknownMembers';

const BODY_LIMIT = 64 * 1024;

// What zod itself says about a wrong value is for people too.
z.config(zhCN());

/** What a route takes that declares nothing. */
const NOTHING = z.object({});

/** Parses `value` by `schema`; throws AppError `invalid_input` naming each bad field and each that the schema does not know. */
function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  const unknown = unknownMembers(schema, value);
  if (parsed.success && unknown.length === 0) return parsed.data;
  const issues = parsed.error?.issues ?? [];
  throw new AppError('invalid_input', {
    errors: [...unknown, ...issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))],
  });
}

/** A call's parameters, query and body, each as the route's schema gives it. */
export interface RouteInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** A request's query and body by the route's schemas. WeChat's own servers may send what they like. */
function inputOf(route: Route, ctx: Context): Pick<RouteInput, 'query' | 'body'> {
  if (route.unlimited) {
    return {
      query: route.query ? validate(route.query, plainQuery(ctx)) : undefined,
      body: route.body ? validate(route.body, ctx.request.body ?? {}) : undefined,
    };
  }
  const query = validate(route.query ?? NOTHING, plainQuery(ctx));
  const body = validate(route.body ?? NOTHING, ctx.request.body ?? {});
  return { query: route.query && query, body: route.body && body };
}

interface Tools {
  limits: RateLimits;
  cache: ResponseCache;
  /** Keeps the audit trail: an action that cannot be recorded does not begin. */
  audited: Audited;
  /** Check answers against their schemas too; for tests. */
  checkResponses: boolean;
}

/** Query parameters as plain strings; a repeated parameter is refused (it would reach the schemas as an array). */
function plainQuery(ctx: Context): Record<string, string> {
  const entries = Object.entries(ctx.query);
  const repeated = entries.find(([, value]) => typeof value !== 'string');
  if (repeated) throw new AppError('invalid_input', { errors: [{ path: repeated[0], message: '参数重复' }] });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Who a call without a guard is by, until its handler knows better: a login. */
const ANYBODY = { id: 'anonymous', name: '未登录' };

/** What is known of an action before its handler runs. Residents are named by our own id only. */
function auditOpening(action: string, route: Route, ctx: Context, principal: unknown): AuditOpening {
  const name = (principal as { name?: string } | undefined)?.name ?? '居民';
  return {
    actor: route.guard ? { id: route.guard.keyOf(principal), name } : ANYBODY,
    action,
    target: (ctx.params as { id?: string }).id ?? null,
    address: ctx.ip,
    requestId: String(ctx.state.requestId),
  };
}

/** What a call gives to the handler, by the route's schemas. */
const readInput = (route: Route, ctx: Context): RouteInput => ({
  params: route.params ? validate(route.params, ctx.params) : undefined,
  ...inputOf(route, ctx),
});

async function answer(
  route: Route,
  ctx: Context,
  { given, principal }: { given: RouteInput; principal?: unknown },
  tools: Tools,
): Promise<unknown> {
  let note: AuditClosing | null = {};
  const input = {
    ...given,
    principal,
    note: (more: AuditClosing | null) => {
      note = more && { ...note, ...more };
    },
    ctx,
  };
  const work = () => route.handler(input);
  if (route.audit === undefined) return checked(route, await work(), tools);
  const opening = auditOpening(route.audit, route, ctx, principal);
  const result = await tools.audited(opening, work, (done) => {
    const { id } = (done ?? {}) as { id?: string };
    return note && { target: opening.target ?? id ?? null, ...note };
  });
  return checked(route, result, tools);
}

const checked = (route: Route, result: unknown, tools: Tools): unknown =>
  route.response && tools.checkResponses ? route.response.parse(result) : result;

/**
 * A call goes through its limits, its guard and its schemas in this order, so that nobody makes us read or parse a body
 * that we then refuse.
 */
function endpoint(route: Route, tools: Tools): Middleware {
  const parseBody = bodyReader(route);
  return async (ctx) => {
    if (!route.unlimited) await tools.limits.call(ctx, route);
    const principal = route.guard ? await route.guard.check(ctx) : undefined;
    if (route.guard) await tools.limits.principal(ctx, route.guard.scheme, route.guard.keyOf(principal));
    await parseBody(ctx);
    const given = readInput(route, ctx);

    if (route.maxAge !== undefined) {
      await tools.cache.serve(ctx, route, given, () => answer(route, ctx, { given, principal }, tools));
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    const result = await answer(route, ctx, { given, principal }, tools);
    if (route.response === undefined) {
      if (ctx.body === undefined || ctx.body === null) ctx.status = route.status ?? 204;
      return;
    }
    ctx.status = route.status ?? 200;
    ctx.body = result;
  };
}

/** Parses the JSON body of a route; of those that have none or read it themselves, nothing. */
function bodyReader(route: Route): (ctx: Context) => Promise<void> {
  if (route.method === 'get' || (route.unlimited && !route.body)) return () => Promise.resolve();
  const parse = bodyParser({
    enableTypes: ['json'],
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    jsonLimit: route.bodyLimit ?? BODY_LIMIT,
    onError: bodyError,
  });
  return async (ctx) => void (await parse(ctx, () => Promise.resolve()));
}

/** A router with `routes` below `prefix`. */
export function mountRoutes(prefix: string, routes: readonly Route[], tools: Tools): Router {
  const router = new Router({ prefix });
  for (const route of routes) router[route.method](route.path, endpoint(route, tools));
  return router;
}

function bodyError(error: Error & { status?: number }): never {
  throw new AppError(error.status === 413 ? 'payload_too_large' : 'malformed_json', { cause: error });
}
