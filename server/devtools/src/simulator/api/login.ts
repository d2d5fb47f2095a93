import { randomBytes } from 'node:crypto';
import { errorAnswer, okAnswer, type ApiAnswer } from '../answers';
import type { World } from '../world';
import type { ApiRequest } from './request';

/** GET /sns/jscode2session. */
export function jscode2session(world: World, { query }: ApiRequest): ApiAnswer {
  const now = world.clock.now();
  if (query.get('grant_type') !== 'authorization_code') return errorAnswer(40002, now);
  if (query.get('appid') !== world.appId) return errorAnswer(40013, now);
  if (query.get('secret') !== world.secret) return errorAnswer(40125, now);
  const code = query.get('js_code');
  if (!code) return errorAnswer(41008, now);
  const redeemed = world.people.redeem(code);
  if ('errcode' in redeemed) return errorAnswer(redeemed.errcode, now);
  return okAnswer({ session_key: randomBytes(16).toString('base64'), openid: redeemed.openid });
}
