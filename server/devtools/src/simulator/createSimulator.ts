import type { Middleware } from 'koa';
import type { Templates } from '../../../src/config';
import { serveControl } from './control';
import { eventOf } from './demo';
import type { AcceptedSend } from './journal';
import { createMemory } from './memory';
import { servePage } from './page/servePage';
import { sendEvent, type EventForm, type SubscribeEvent } from './sendEvent';
import { serveApi } from './serveApi';
import { createWorld, type World } from './world';

export interface SimulatorOptions {
  appId: string;
  secret: string;
  templates: Templates;
  /** Token and key of the message push, and where events go; null sends none. */
  callback: { url: string; token: string; aesKey: string; form?: EventForm } | null;
  /** Milliseconds WeChat takes for every answer. */
  latencyMs?: number;
  /** Messages each bench resident accepts per template. */
  benchCredit?: number;
  /** Where the demo residents' consents and messages outlive a restart; absent: nowhere. */
  stateFile?: string;
}

interface Simulator {
  /** Serves everything below /simulator; other paths pass. */
  middleware: Middleware;
  world: World;
}

const ROOT = '/simulator';
const API_ROOT = `${ROOT}/wechat`;

/**
 * A faithful small WeChat for development and tests: the server API below /simulator/wechat, the demo residents' phones
 * at /simulator, faults, journal and demo logins beside it. Never mounted in production.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const world = createWorld(options, options.benchCredit ?? 1);
  const latencyMs = options.latencyMs ?? 0;

  const memory = createMemory(world, options.stateFile);

  function emit(event: SubscribeEvent): void {
    if (options.callback === null) return;
    const { url, token, aesKey, form } = options.callback;
    void sendEvent({ url, token, aesKey, appId: options.appId }, event, form ?? { mode: 'safe', format: 'json' });
  }

  function onAccepted(send: AcceptedSend): void {
    if (!world.phones.has(send.openid)) return;
    world.phones.deliver(send);
    memory.save();
  }

  function onFailure(send: AcceptedSend, errcode: number): void {
    world.phones.retract(send);
    const item = { TemplateId: send.templateId, MsgID: send.msgid, ErrorCode: String(errcode), ErrorStatus: 'failed' };
    emit(eventOf(world, send.openid, 'subscribe_msg_sent_event', [item]));
  }

  const middleware: Middleware = async (ctx, next) => {
    const { path } = ctx;
    if (path.startsWith(`${API_ROOT}/`)) {
      await serveApi({ world, latencyMs, onAccepted, onFailure }, ctx, path.slice(API_ROOT.length));
      return;
    }
    const below = path === ROOT || path.startsWith(`${ROOT}/`);
    const rest = path.slice(ROOT.length);
    if (below && servePage(world, ctx, rest)) return;
    if (below && (await serveControl({ world, emit }, ctx, rest))) {
      if (ctx.method !== 'GET') memory.save();
      return;
    }
    await next();
  };
  return { middleware, world };
}
