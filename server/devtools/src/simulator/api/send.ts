import { errorAnswer, type ApiAnswer } from '../answers';
import { valueAllowed } from '../valueRules';
import type { World } from '../world';
import type { SimulatedTemplate } from '../templateCatalogue';
import type { ApiRequest } from './request';

/** Pages of the released mini-program; a message may point to no other (41030). */
const PAGE = /^(pages\/(notices|items|subscribe|me|notice|item|search|inbox)|more\/[a-z]+)\/index(\?[^\s#]*)?$/;
const STATES = new Set([undefined, 'developer', 'trial', 'formal']);
const LANGUAGES = new Set([undefined, 'zh_CN', 'en_US', 'zh_HK', 'zh_TW']);

/** Message ids have 19 digits and grow. */
let lastMessage = 3_000_000_000_000_000_000n + BigInt(Date.now()) * 100_000n;

type Data = Record<string, { value: string }>;

/** The first field that breaks its rule, as WeChat names it; null when all are good. */
function badField(template: SimulatedTemplate, data: unknown): string | null {
  const given =
    typeof data === 'object' && data !== null ? (data as Record<string, { value?: unknown } | undefined>) : {};
  for (const field of template.labels.keys()) {
    const value = given[field]?.value;
    if (value === undefined || value === '') return `data.${field}.value is empty`;
    if (!valueAllowed(field, value)) return `data.${field}.value invalid`;
  }
  return null;
}

/** POST /cgi-bin/message/subscribe/send. */
export function send(world: World, { body }: ApiRequest): ApiAnswer {
  const now = world.clock.now();
  if (body === null) return errorAnswer(47001, now);
  const { touser, template_id: templateId, page, data, miniprogram_state: state, lang } = body;
  if (typeof touser !== 'string' || !world.people.has(touser)) return errorAnswer(40003, now);
  const template = typeof templateId === 'string' ? world.templates.get(templateId) : undefined;
  if (!template) return errorAnswer(40037, now);
  if (page !== undefined && (typeof page !== 'string' || !PAGE.test(page))) return errorAnswer(41030, now);
  if (!STATES.has(state as string | undefined))
    return errorAnswer(47003, now, 'argument invalid! miniprogram_state invalid');
  if (!LANGUAGES.has(lang as string | undefined)) return errorAnswer(47003, now, 'argument invalid! lang invalid');
  const bad = badField(template, data);
  if (bad !== null) return errorAnswer(47003, now, `argument invalid! ${bad}`);
  if (world.inFlight.has(touser)) return errorAnswer(43108, now);
  const limited = world.limits.count();
  if (limited !== 0) return errorAnswer(limited, now);
  if (!world.consents.spend(touser, template.id)) return errorAnswer(43101, now);

  const msgid = String((lastMessage += 1n));
  const accepted = {
    openid: touser,
    templateId: template.id,
    page: page ?? '',
    data: data as Data,
    msgid,
    at: Date.now(),
  };
  world.journal.record(accepted);
  world.inFlight.add(touser);
  return {
    type: 'application/json; charset=utf-8',
    body: `{"errcode":0,"errmsg":"ok","msgid":${msgid}}`,
    errcode: 0,
    accepted,
    done: () => world.inFlight.delete(touser),
  };
}
