import type { Context } from 'koa';
import type * as z from 'zod';

/**
 * Who may call a route. Answers the caller (the principal) or throws AppError 401/403.
 * `scheme` names the caller's kind in OpenAPI and in the rate limit.
 */
export interface Guard<P> {
  scheme: 'resident' | 'staff';
  /** Stable key of the caller for rate limits, never a personal identifier of WeChat. */
  keyOf: (principal: P) => string;
  check: (ctx: Context) => Promise<P>;
}

/** What an entry of the audit trail says before the action begins. */
export interface AuditOpening {
  actor: { id: string; name: string };
  /** Dotted name: `notice.publish`. */
  action: string;
  target?: string | null;
  /** Network address of the caller. */
  address?: string | null;
  requestId?: string | null;
}

/** What an entry says when the action has ended; what is absent follows from the call. */
export interface AuditClosing {
  /** Who did it; absent: the principal. */
  actor?: { id: string; name: string };
  /** Id of what it was done to; absent: `id` of the parameters, else `id` of the answer. */
  target?: string | null;
  detail?: string | null;
}

/**
 * Does `work` and records it in the audit trail, whatever becomes of it.
 * @param closing also called when `work` threw, then without a result; null: nothing was done that needs an entry
 */
export type Audited = <T>(
  opening: AuditOpening,
  work: () => Promise<T>,
  closing: (result: T | undefined) => AuditClosing | null,
) => Promise<T>;

export interface Input<Params, Query, Body, P> {
  params: Params;
  query: Query;
  body: Body;
  principal: P;
  /** Adds to the audit entry of a route with `audit`; null: nothing was done that needs one. */
  note: (more: AuditClosing | null) => void;
  /** The request itself, for the few handlers that stream or set headers. */
  ctx: Context;
}

type Schema = z.ZodType;
type Out<S> = S extends Schema ? z.output<S> : undefined;

export interface RouteSpec<
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Response extends Schema | undefined = undefined,
  P = undefined,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Path below the mount point, koa-router syntax: `/notices/:id`. */
  path: string;
  summary: string;
  tag: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Largest JSON body in bytes; 64 KiB unless told. */
  bodyLimit?: number;
  /** Schema of the answer; absent: 204 without content. */
  response?: Response;
  /** Status of a good answer: 200, or 204 without a response schema. */
  status?: number;
  guard?: Guard<P>;
  /** Media type of an answer that is no JSON: the handler sets the body. */
  produces?: string;
  /** Media type of a body that is no JSON: the handler reads it; a multipart form carries one file. */
  consumes?: string;
  /** Dotted action under which a call is recorded in the audit trail, done or refused: `notice.publish`. */
  audit?: string;
  /** Public reads only: seconds a client may reuse the answer (Cache-Control), with an ETag. */
  maxAge?: number;
  /** No rate limit: for WeChat's own servers, whose calls are checked by signature. */
  unlimited?: boolean;
  /** Answered before everything meant for browsers; only without guard, limit, parameters and schemas. */
  early?: boolean;
  /** A limit of its own for this route, calls a minute and caller; for logins. */
  callsPerMinute?: number;
  /** Early routes: refused calls a minute and network, after which no more is read of a call from there. */
  refusalsPerMinute?: number;
  handler: (
    input: Input<Out<Params>, Out<Query>, Out<Body>, P>,
  ) => Promise<Response extends Schema ? z.input<Response> : void>;
}

/** A route with its types forgotten, as the mounting code and OpenAPI see it. */
export type Route = Omit<RouteSpec, 'handler' | 'params' | 'query' | 'body' | 'response' | 'guard'> & {
  params?: Schema;
  query?: Schema;
  body?: Schema;
  response?: Schema;
  guard?: Guard<unknown>;
  handler: (input: Input<unknown, unknown, unknown, unknown>) => Promise<unknown>;
};

/**
 * Declares a route: validate → handler → answer. The handler's input is typed by the schemas; the same schemas make
 * the OpenAPI document.
 */
export function route<
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Response extends Schema | undefined = undefined,
  P = undefined,
>(spec: RouteSpec<Params, Query, Body, Response, P>): Route {
  // The schemas tie the handler's types to what mountRoutes passes it; TypeScript cannot see that through the erased list.
  return spec as unknown as Route;
}
