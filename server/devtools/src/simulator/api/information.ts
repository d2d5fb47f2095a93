import { errorAnswer, okAnswer, type ApiAnswer } from '../answers';
import { qrPng } from '../qrPng';
import type { World } from '../world';
import type { ApiRequest } from './request';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const PATH = /^\/[\w/-]+$/;
const ONE_TIME = 2;
const LONG_TERM = 3;

/** POST /cgi-bin/openapi/quota/get. */
export function quota(world: World, { body }: ApiRequest): ApiAnswer {
  const path = body?.cgi_path;
  if (typeof path !== 'string' || !PATH.test(path)) return errorAnswer(76021, world.clock.now(), 'cgi_path not found');
  const { daily, used, perMinute } = world.limits.usage();
  return okAnswer({
    errcode: 0,
    errmsg: 'ok',
    quota: { daily_limit: daily, used, remain: daily - used },
    ...(perMinute === null ? {} : { rate_limit: { call_count: perMinute, refresh_second: 60 } }),
  });
}

/** GET /wxaapi/newtmpl/gettemplate. */
export function listTemplates(world: World): ApiAnswer {
  const data = [...world.templates.values()].map((template) => ({
    priTmplId: template.id,
    title: template.title,
    content: [...template.labels].map(([field, label]) => `${label}:{{${field}.DATA}}\n`).join(''),
    example: [...template.labels.values()].map((label) => `${label}:示例\n`).join(''),
    type: template.longTerm ? LONG_TERM : ONE_TIME,
  }));
  return okAnswer({ errcode: 0, errmsg: 'ok', data });
}

/** POST /wxa/getwxacodeunlimit: a QR code of the scene stands in for WeChat's round one. */
export function codeUnlimited(world: World, { body }: ApiRequest): ApiAnswer {
  const now = world.clock.now();
  const { scene, page, width = 430 } = body ?? {};
  if (typeof scene !== 'string' || !SCENE.test(scene)) return errorAnswer(40169, now);
  if (page !== undefined && (typeof page !== 'string' || /^\/|\?/.test(page))) return errorAnswer(41030, now);
  if (typeof width !== 'number' || width < 280 || width > 1280) return errorAnswer(40097, now);
  const image = qrPng(`${typeof page === 'string' ? page : ''}?scene=${scene}`, Math.round(width));
  return { type: 'image/png', body: image, errcode: 0 };
}
