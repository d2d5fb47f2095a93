import type { AcceptedSend } from '../journal';
import { DEMO_RESIDENTS, type DemoResident } from '../people';
import type { World } from '../world';
import { escapeHtml } from './html';

const LOCALE = 'zh-CN';
const ZONE = 'Asia/Shanghai';
const clock = new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, month: 'long', day: 'numeric' });

/** The time above a message, as WeChat writes it: the hour alone today, with the day before that. */
function timeText(at: number, now: number): string {
  return day.format(at) === day.format(now) ? clock.format(at) : `${day.format(at)} ${clock.format(at)}`;
}

function card(world: World, send: AcceptedSend, now: number): string {
  const template = world.templates.get(send.templateId);
  const rows = [...(template?.labels ?? [])].map(
    ([field, label]) =>
      `<div class="row"><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(send.data[field]?.value ?? '')}</dd></div>`,
  );
  return `<li class="message" data-id="${send.msgid}">
<time datetime="${new Date(send.at).toISOString()}">${timeText(send.at, now)}</time>
<a class="card" href="/#/${escapeHtml(send.page)}" target="shuozhi">
<span class="app"><span class="logo" aria-hidden="true">朔</span>朔知</span>
<strong>${escapeHtml(template?.title ?? '')}</strong>
<dl>${rows.join('')}</dl>
<span class="enter">进入小程序查看<span class="arrow" aria-hidden="true"></span></span>
</a></li>`;
}

/** What WeChat still lets us send this person, in words. */
function consentText(world: World, openid: string): string {
  const parts = [...world.templates.values()].flatMap(({ id, title, longTerm }) => {
    const left = world.consents.remaining(openid, id);
    if (left === 0) return [];
    return [longTerm ? `${title} 长期` : `${title} ${left} 次`];
  });
  if (parts.length > 0) return `还可接收：${parts.join('、')}`;
  return world.phones.of(openid).length > 0 ? '接收次数已用完，再订阅一次就能继续收到' : '还没有同意接收消息';
}

function empty(resident: DemoResident): string {
  return `<div class="empty"><p class="lead">还没有消息</p><ol>
<li><a href="/#/pages/subscribe/index" target="shuozhi">打开订阅页</a>，以${escapeHtml(resident.name)}的身份登录，选「防火禁火」和「朔城区」，点订阅。</li>
<li>在终端运行 <code>npm run demo</code>，发布一条演示通知。</li>
<li>几秒后，消息会出现在这里。</li></ol></div>`;
}

function phone(world: World, resident: DemoResident, now: number): string {
  const messages = world.phones.of(resident.openid);
  // The newest stands first and the list is drawn from below, so that a phone always shows its newest message.
  const list = [...messages].reverse().map((send) => card(world, send, now));
  const content = list.length > 0 ? `<ol class="messages">${list.join('')}</ol>` : empty(resident);
  const id = `phone-${resident.id}`;
  return `<section class="person" aria-labelledby="${id}">
<header><h2 id="${id}">${escapeHtml(resident.name)}</h2><p>${escapeHtml(resident.about)}</p></header>
<div class="phone"><div class="bar"><span class="back" aria-hidden="true"></span>服务通知</div>
<div class="screen" tabindex="0" role="region" aria-label="${escapeHtml(resident.name)}的服务通知">${content}</div></div>
<p class="consent">${escapeHtml(consentText(world, resident.openid))}</p></section>`;
}

/** What the robot told the staff, the newest first; nothing before it has spoken. */
function groupChat({ groupChat: said }: World): string {
  if (said.length === 0) return '';
  const items = [...said].reverse().map((text) => `<li>${escapeHtml(text)}</li>`);
  return `<section class="group" aria-labelledby="group"><h2 id="group">工作群</h2><ol>${items.join('')}</ol></section>`;
}

/** The phones of all demo residents and the staff's group chat. @param now milliseconds since the epoch */
export function renderPhones(world: World, now: number): string {
  return [...DEMO_RESIDENTS.map((resident) => phone(world, resident, now)), groupChat(world)].join('\n');
}
