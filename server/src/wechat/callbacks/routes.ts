import type { Context } from 'koa';
import { AppError } from '../../errors';
import { route, type Route } from '../../http';
import { counter, histogram } from '../../observability';
import { aesKeyOf } from './crypto';
import { eventsOf, type WechatEvent } from './events';
import { readBody } from './readBody';
import { checkSignature, readCallback, type Callback, type CallbackQuery, type CallbackSettings } from './readCallback';

const BODY_LIMIT = 64 * 1024;
/** A few for a wrong setting in WeChat's console; more come from somebody else. */
const REFUSALS_PER_MINUTE = 60;
const events = counter('shuozhi_wechat_events_total', 'Events WeChat told us, repetitions included', ['type']);
const answered = histogram(
  'shuozhi_wechat_callback_seconds',
  'Time until a callback was answered',
  [0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
);

function queryOf(ctx: Context): CallbackQuery {
  const { query } = ctx;
  const one = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    signature: one('signature'),
    timestamp: one('timestamp'),
    nonce: one('nonce'),
    encrypt_type: one('encrypt_type'),
    msg_signature: one('msg_signature'),
  };
}

/**
 * WeChat's message push at `/wechat/callback`: the address check (GET) and the events (POST), which are only stored
 * here; the work comes later. The routes read their bodies themselves: the signature covers the bytes.
 */
export function wechatRoutes(
  settings: CallbackSettings,
  inbox: { accept: (events: readonly WechatEvent[], callback: Callback) => Promise<void> },
): Route[] {
  const keys = { ...settings, key: aesKeyOf(settings.aesKey) };
  return [
    route({
      method: 'get',
      path: '/wechat/callback',
      summary: 'Address check of the message push: echoes a signed text',
      tag: 'wechat',
      unlimited: true,
      produces: 'text/plain',
      handler: ({ ctx }) => {
        checkSignature(settings, queryOf(ctx));
        const { echostr } = ctx.query;
        if (typeof echostr !== 'string') throw new AppError('invalid_input');
        ctx.type = 'text/plain';
        ctx.body = echostr;
        return Promise.resolve();
      },
    }),
    route({
      method: 'post',
      path: '/wechat/callback',
      summary: 'Message push: events in XML or JSON, plain or encrypted; stored once, handled later',
      tag: 'wechat',
      unlimited: true,
      early: true,
      refusalsPerMinute: REFUSALS_PER_MINUTE,
      consumes: 'text/xml',
      produces: 'text/plain',
      status: 200,
      handler: async ({ ctx }) => {
        const stop = answered.startTimer();
        const callback = readCallback(keys, queryOf(ctx), await readBody(ctx.req, BODY_LIMIT));
        const found = eventsOf(callback.message);
        for (const { type } of found) events.inc({ type });
        await inbox.accept(found, callback);
        ctx.type = 'text/plain';
        ctx.body = 'success';
        stop();
      },
    }),
  ];
}
