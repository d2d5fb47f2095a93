import type { Context } from 'koa';
import * as z from 'zod';
import { readJsonObject } from './body';
import { consent, demoOverview, openidOfDemo, refuse } from './demo';
import { faultInput } from './faults';
import type { SubscribeEvent } from './sendEvent';
import type { World } from './world';

/** What the control calls need beyond the world. */
interface ControlTools {
  world: World;
  emit: (event: SubscribeEvent) => void;
}

type Answer = Record<string, unknown> | unknown[];
interface Control {
  body?: z.ZodType;
  /** Answers, or null for 404. */
  run: (tools: ControlTools, body: unknown, query: URLSearchParams) => Answer | null;
}

/** Ties a body's schema to what runs on it. */
function withBody<S extends z.ZodType>(
  body: S,
  run: (tools: ControlTools, body: z.output<S>, query: URLSearchParams) => Answer | null,
): Control {
  return { body, run: (tools, value, query) => run(tools, value as z.output<S>, query) };
}

const resident = z.string().max(40);
const templateIds = z.array(z.string().max(64)).max(5);
const empty: Answer = {};
const GROUP_CHAT_KEPT = 20;

/** `METHOD path` below /simulator → what it does; only for development and tests. */
const CONTROLS: ReadonlyMap<string, Control> = new Map<string, Control>([
  ['GET /demo', { run: ({ world }) => demoOverview(world) }],
  [
    'POST /demo/login',
    withBody(z.object({ resident }), ({ world }, body) => {
      const openid = openidOfDemo(body.resident);
      return openid === null ? null : { code: world.people.loginCode(openid) };
    }),
  ],
  [
    'POST /demo/consent',
    withBody(
      z.object({ resident, templateIds, answer: z.enum(['accept', 'reject']).default('accept') }),
      ({ world, emit }, body) => {
        const openid = openidOfDemo(body.resident);
        if (openid === null) return null;
        const { results, event } = consent(world, openid, body.templateIds, body.answer);
        if (event !== null) emit(event);
        return { results };
      },
    ),
  ],
  [
    'POST /demo/refuse',
    withBody(z.object({ resident, templateId: z.string().max(64) }), ({ world, emit }, body) => {
      const openid = openidOfDemo(body.resident);
      if (openid === null) return null;
      emit(refuse(world, openid, body.templateId));
      return empty;
    }),
  ],
  [
    'POST /residents',
    withBody(
      z.object({
        openids: z.array(z.string().regex(/^[\w-]{6,64}$/)).max(10_000),
        credits: z.record(z.string(), z.int()),
      }),
      ({ world }, body) => {
        for (const openid of body.openids) {
          world.people.register(openid);
          for (const [templateId, sends] of Object.entries(body.credits)) world.consents.set(openid, templateId, sends);
        }
        return empty;
      },
    ),
  ],
  [
    // A robot of 企业微信, with its answer.
    'POST /robot',
    withBody(z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }), ({ world }, body) => {
      world.groupChat.push(body.text.content);
      world.groupChat.splice(0, world.groupChat.length - GROUP_CHAT_KEPT);
      return { errcode: 0, errmsg: 'ok' };
    }),
  ],
  ['GET /faults', { run: ({ world }) => world.faults.list() }],
  ['POST /faults', withBody(faultInput, ({ world }, fault) => ({ id: world.faults.add(fault) }))],
  [
    'DELETE /faults',
    {
      run: ({ world }) => {
        world.faults.clear();
        return empty;
      },
    },
  ],
  ['GET /journal', { run: ({ world }, _body, query) => world.journal.summary(Number(query.get('expected') ?? 0)) }],
  ['GET /journal/sends', { run: ({ world }, _body, query) => world.journal.sends(query.get('openid') ?? undefined) }],
  [
    'DELETE /journal',
    {
      run: ({ world }) => {
        world.journal.reset();
        world.limits.reset();
        world.consents.reset();
        world.phones.clear();
        return empty;
      },
    },
  ],
  [
    'POST /limits',
    withBody(
      z.object({
        daily: z.int().min(0).optional(),
        perMinute: z.int().min(1).nullable().optional(),
        benchCredit: z.int().min(0).max(65_535).optional(),
      }),
      ({ world }, body) => {
        world.limits.daily = body.daily ?? world.limits.daily;
        if (body.perMinute !== undefined) world.limits.perMinute = body.perMinute;
        world.consents.benchCredit = body.benchCredit ?? world.consents.benchCredit;
        return world.limits.usage();
      },
    ),
  ],
  ['GET /tokens', { run: ({ world }) => ({ issued: world.tokens.issued }) }],
  [
    'POST /tokens/revoke',
    {
      run: ({ world }) => {
        world.tokens.revoke();
        return empty;
      },
    },
  ],
  [
    'POST /clock',
    withBody(z.object({ advanceSeconds: z.int().min(0) }), ({ world }, body) => {
      world.clock.advance(body.advanceSeconds);
      return { now: new Date(world.clock.now()).toISOString() };
    }),
  ],
]);

/** Whether a browser sent this from a page of another site; other sites must not steer the simulator. */
function isForeign(ctx: Context): boolean {
  const origin = ctx.get('Origin');
  return origin !== '' && URL.canParse(origin) && new URL(origin).host !== ctx.host;
}

/** Answers a control call; false when there is none of this path. */
export async function serveControl(tools: ControlTools, ctx: Context, path: string): Promise<boolean> {
  const control = CONTROLS.get(`${ctx.method} ${path}`);
  if (!control) return false;
  ctx.set('Cache-Control', 'no-store');
  if (ctx.method !== 'GET' && isForeign(ctx)) {
    ctx.status = 403;
    return true;
  }
  const parsed = control.body?.safeParse(await readJsonObject(ctx.req));
  if (parsed && !parsed.success) {
    ctx.status = 400;
    ctx.body = { errors: parsed.error.issues };
    return true;
  }
  const answer = control.run(tools, parsed?.data, new URLSearchParams(ctx.querystring));
  ctx.status = answer === null ? 404 : 200;
  if (answer !== null) ctx.body = answer;
  return true;
}
