import type { SubscribeEvent } from './sendEvent';
import { benchNumber, DEMO_RESIDENTS } from './people';
import type { World } from './world';

/** The openid behind a name of the demo: a demo resident's id, or a bench resident `bench-17`. */
export function openidOfDemo(resident: string): string | null {
  if (benchNumber(resident) !== null) return resident;
  return DEMO_RESIDENTS.find((known) => known.id === resident)?.openid ?? null;
}

/** The residents and templates of the demo, for the browser's login and consent. */
export function demoOverview(world: World) {
  return {
    residents: DEMO_RESIDENTS.map(({ id, name, about }) => ({ id, name, about })),
    templates: [...world.templates.values()].map(({ id, kind, title, longTerm }) => ({ id, kind, title, longTerm })),
  };
}

/**
 * What wx.requestSubscribeMessage would do: the resident answers for each template, WeChat notes the accepted ones and
 * reports the answers in one event.
 */
export function consent(
  world: World,
  openid: string,
  templateIds: readonly string[],
  answer: 'accept' | 'reject',
): { results: Record<string, string>; event: SubscribeEvent | null } {
  const known = templateIds.flatMap((id) => world.templates.get(id) ?? []);
  if (answer === 'accept') {
    for (const template of known) world.consents.accept(openid, template.id, template.longTerm);
  }
  const items = known.map((template) => ({
    TemplateId: template.id,
    SubscribeStatusString: answer,
    PopupScene: '0',
  }));
  return {
    results: Object.fromEntries(known.map((template) => [template.id, answer])),
    event: items.length === 0 ? null : eventOf(world, openid, 'subscribe_msg_popup_event', items),
  };
}

/** What switching a template off in WeChat's settings would do. */
export function refuse(world: World, openid: string, templateId: string): SubscribeEvent {
  world.consents.set(openid, templateId, 0);
  const item = { TemplateId: templateId, SubscribeStatusString: 'reject' };
  return eventOf(world, openid, 'subscribe_msg_change_event', [item]);
}

/** An event of now. */
export function eventOf(
  world: World,
  openid: string,
  event: SubscribeEvent['event'],
  items: SubscribeEvent['items'],
): SubscribeEvent {
  return { openid, event, items, createTime: Math.floor(world.clock.now() / 1000) };
}
