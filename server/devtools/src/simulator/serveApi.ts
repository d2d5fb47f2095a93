import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'koa';
import { errorAnswer, type ApiAnswer } from './answers';
import { API } from './api';
import { readJsonObject } from './body';
import type { Fault } from './faults';
import type { AcceptedSend } from './journal';
import type { World } from './world';

/** A silent WeChat holds the connection at most this long. */
const HANG_MS = 120_000;

const SILENT = new Set<Fault['kind']>(['hang', 'cut']);

async function work(world: World, ctx: Context, path: string): Promise<ApiAnswer | null> {
  const handler = API.get(`${ctx.method} ${path}`);
  if (!handler) return null;
  const body = ctx.method === 'POST' ? await readJsonObject(ctx.req) : null;
  return handler(world, { query: new URLSearchParams(ctx.querystring), body });
}

/** Falls silent as told: leaves the connection open, or cuts it. */
async function fallSilent(ctx: Context, kind: Fault['kind']): Promise<void> {
  ctx.respond = false;
  if (kind === 'hang') {
    const ended = new AbortController();
    ctx.res.once('close', () => ended.abort());
    await pause(HANG_MS, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
  }
  ctx.req.socket.destroy();
}

interface ApiTools {
  world: World;
  /** Milliseconds before every answer. */
  latencyMs: number;
  onAccepted: (send: AcceptedSend) => void;
  /** Told when an accepted send fails afterwards. */
  onLateFailure: (send: AcceptedSend, errcode: number) => void;
}

/** Answers a call of the simulated API, with the latency and the faults set. @param path below the API's base */
export async function serveApi(tools: ApiTools, ctx: Context, path: string): Promise<void> {
  const { world } = tools;
  const fault = world.faults.take(path);
  if (fault !== null && SILENT.has(fault.kind) && !fault.accept) {
    world.journal.outcome(path, fault.kind);
    return fallSilent(ctx, fault.kind);
  }
  if (fault?.kind === 'http') {
    world.journal.outcome(path, fault.status ?? 502);
    ctx.status = fault.status ?? 502;
    ctx.body = '<html>Bad Gateway</html>';
    return;
  }
  const answer =
    fault?.kind === 'error' ? errorAnswer(fault.code ?? -1, world.clock.now()) : await work(world, ctx, path);
  if (answer === null) {
    ctx.status = 404;
    return;
  }
  world.journal.outcome(path, answer.errcode);
  if (answer.accepted) tools.onAccepted(answer.accepted);
  try {
    const wait = tools.latencyMs + (fault?.kind === 'latency' ? (fault.ms ?? 0) : 0);
    if (wait > 0) await pause(wait);
  } finally {
    answer.done?.();
  }
  if (fault !== null && SILENT.has(fault.kind)) return fallSilent(ctx, fault.kind);
  if (fault?.kind === 'late-failure' && answer.accepted) tools.onLateFailure(answer.accepted, fault.code ?? 20_000);
  ctx.status = 200;
  ctx.type = answer.type;
  ctx.body = answer.body;
}
