import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type * as z from 'zod';
import { AppError } from '../errors';
import type { RateLimits } from './rateLimit';
import type { ResponseCache } from './responseCache';
import type { AuditEntry, AuditNote, Route } from './route';

const BODY_LIMIT = 64 * 1024;

/** Parses `value` by `schema`; throws AppError `invalid_input` naming each bad field. */
function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', {
    errors: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}

interface Tools {
  limits: RateLimits;
  cache: ResponseCache;
  /** Keeps the audit trail; awaited before the answer, so that an action that cannot be recorded answers an error. */
  audit: (entry: AuditEntry) => Promise<void>;
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

/** The audit entry of a good call. */
function auditEntry(action: string, note: AuditNote, ctx: Context, principal: unknown, result: unknown): AuditEntry {
  const actor = note.actor ?? (principal as AuditEntry['actor'] | undefined);
  if (actor === undefined) throw new Error(`nobody to name in the audit entry ${action}`);
  const params = ctx.params as { id?: string };
  const { id } = params.id === undefined ? ((result ?? {}) as { id?: string }) : params;
  return {
    actor: { id: actor.id, name: actor.name },
    action,
    target: note.target === undefined ? (id ?? null) : note.target,
    detail: note.detail ?? null,
    requestId: String(ctx.state.requestId),
  };
}

async function answer(route: Route, ctx: Context, principal: unknown, tools: Tools): Promise<unknown> {
  let note: AuditNote | null = {};
  const result = await route.handler({
    params: route.params ? validate(route.params, ctx.params) : undefined,
    query: route.query ? validate(route.query, plainQuery(ctx)) : undefined,
    body: route.body ? validate(route.body, ctx.request.body ?? {}) : undefined,
    principal,
    note: (more) => {
      note = more && { ...note, ...more };
    },
    ctx,
  });
  if (route.audit !== undefined && note !== null)
    await tools.audit(auditEntry(route.audit, note, ctx, principal, result));
  return route.response && tools.checkResponses ? route.response.parse(result) : result;
}

function endpoint(route: Route, tools: Tools): Middleware {
  return async (ctx) => {
    if (!route.unlimited) await tools.limits.perIp(ctx, route);
    const principal = route.guard ? await route.guard.check(ctx) : undefined;
    if (route.guard) await tools.limits.perPrincipal(ctx, route.guard.scheme, route.guard.keyOf(principal));

    if (route.maxAge !== undefined) {
      await tools.cache.serve(ctx, route, () => answer(route, ctx, principal, tools));
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    const result = await answer(route, ctx, principal, tools);
    if (route.response === undefined) {
      if (ctx.body === undefined || ctx.body === null) ctx.status = route.status ?? 204;
      return;
    }
    ctx.status = route.status ?? 200;
    ctx.body = result;
  };
}

/** A router with `routes` below `prefix`. */
export function mountRoutes(prefix: string, routes: readonly Route[], tools: Tools): Router {
  const router = new Router({ prefix });
  for (const route of routes) {
    const parse: Middleware[] = route.body
      ? [bodyParser({ enableTypes: ['json'], jsonLimit: route.bodyLimit ?? BODY_LIMIT, onError: bodyError })]
      : [];
    router[route.method](route.path, ...parse, endpoint(route, tools));
  }
  return router;
}

function bodyError(error: Error & { status?: number }): never {
  throw new AppError(error.status === 413 ? 'payload_too_large' : 'malformed_json', { cause: error });
}
