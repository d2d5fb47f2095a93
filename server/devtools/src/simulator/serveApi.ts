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

type Body = Awaited<ReturnType<typeof readJsonObject>>;

function work(world: World, ctx: Context, path: string, body: Body): ApiAnswer | null {
  const handler = API.get(`${ctx.method} ${path}`);
  return handler ? handler(world, { query: new URLSearchParams(ctx.querystring), body }) : null;
}

/** Whether WeChat does its work although its own answer does not arrive. */
const isAccepted = ({ kind, accept }: Fault): boolean => accept ?? kind !== 'http';

/** A gateway answers in WeChat's place. */
function answerAsGateway(ctx: Context, { status = 502, body = '<html>Bad Gateway</html>' }: Fault): void {
  ctx.status = status;
  if (status >= 300 && status < 400) ctx.set('Location', 'https://gateway.invalid/');
  ctx.type = body.startsWith('{') ? 'application/json' : 'text/html';
  ctx.body = body;
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
  /** Told when an accepted send fails, before or after its answer. */
  onFailure: (send: AcceptedSend, errcode: number) => void;
}

/** Answers a call of the simulated API, with the latency and the faults set. @param path below the API's base */
export async function serveApi(tools: ApiTools, ctx: Context, path: string): Promise<void> {
  const { world } = tools;
  const body = ctx.method === 'POST' ? await readJsonObject(ctx.req) : null;
  const fault = world.faults.take(path, body?.touser);
  const { kind } = fault ?? {};
  if (fault !== null && SILENT.has(fault.kind) && !isAccepted(fault)) {
    world.journal.outcome(path, fault.kind);
    return fallSilent(ctx, fault.kind);
  }
  if (fault?.kind === 'http' && !isAccepted(fault)) {
    world.journal.outcome(path, fault.status ?? 502);
    return answerAsGateway(ctx, fault);
  }
  const answer = kind === 'error' ? errorAnswer(fault?.code ?? -1, world.clock.now()) : work(world, ctx, path, body);
  if (answer === null) {
    ctx.status = 404;
    return;
  }
  world.journal.outcome(path, answer.errcode);
  if (answer.accepted) tools.onAccepted(answer.accepted);
  if (kind === 'early-failure' && answer.accepted) tools.onFailure(answer.accepted, fault?.code ?? 20_000);
  try {
    const slower = kind === 'latency' || kind === 'early-failure';
    const wait = tools.latencyMs + (slower ? (fault?.ms ?? 0) : 0);
    if (wait > 0) await pause(wait);
  } finally {
    answer.done?.();
  }
  if (fault !== null && SILENT.has(fault.kind)) return fallSilent(ctx, fault.kind);
  if (fault?.kind === 'http') return answerAsGateway(ctx, fault);
  if (kind === 'late-failure' && answer.accepted) tools.onFailure(answer.accepted, fault?.code ?? 20_000);
  ctx.status = 200;
  ctx.type = answer.type;
  ctx.body = answer.body;
}
