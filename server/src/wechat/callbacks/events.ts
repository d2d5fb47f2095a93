import { createHash } from 'node:crypto';

/** A resident's answer for one template. */
export interface ConsentItem {
  templateId: string;
  /** accept, reject … as WeChat writes it. */
  status: string;
}

/** What became of one message after WeChat had accepted it. */
export interface SentItem {
  templateId: string;
  msgid: string;
  /** 0 = delivered. */
  errorCode: number;
  errorStatus: string;
}

interface Base {
  /** The same for every repetition of the same news, whatever shape it comes in. */
  id: string;
  openid: string;
  at: Date;
}

/** What WeChat tells us about one resident; each carries one item, a callback with several becomes several. */
export type WechatEvent =
  | (Base & { type: 'subscribe_msg_popup_event' | 'subscribe_msg_change_event'; items: ConsentItem[] })
  | (Base & { type: 'subscribe_msg_sent_event'; items: SentItem[] })
  | (Base & { type: 'user_authorization_revoke' | 'user_authorization_cancellation' });

type Fields = Record<string, unknown>;

const WRAPPER = /^SubscribeMsg\w*Event$/i;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listed = (value: unknown): Fields[] => (Array.isArray(value) ? value : [value]).filter(isObject);
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** The items wherever they stand: `List` at the top, or below a wrapper; one object or several in an array. */
function itemsOf(message: Fields): Fields[] {
  if (message.List !== undefined) return listed(message.List);
  const wrapper = Object.entries(message).find(([name]) => WRAPPER.test(name))?.[1];
  return listed(wrapper).flatMap((each) => (each.List === undefined ? [each] : listed(each.List)));
}

function idOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

/**
 * The events of a callback's message (M/framework/open-ability/subscribe-message.html); empty for news that is not for
 * us. Ids follow WeChat's advice: sender, time, event, template and message, here with the answer too.
 */
export function eventsOf(message: Fields): WechatEvent[] {
  const type = text(message.Event);
  const seconds = Number(text(message.CreateTime));
  const at = new Date(seconds * 1000);
  if (!(seconds > 0) || Number.isNaN(at.getTime())) return [];
  const sender = text(message.FromUserName);

  switch (type) {
    case 'subscribe_msg_popup_event':
    case 'subscribe_msg_change_event':
      return itemsOf(message).flatMap((item): WechatEvent[] => {
        const [templateId, status] = [text(item.TemplateId), text(item.SubscribeStatusString)];
        if (sender === '' || templateId === '' || status === '') return [];
        const id = idOf(sender, String(seconds), type, templateId, status);
        return [{ id, type, openid: sender, at, items: [{ templateId, status }] }];
      });
    case 'subscribe_msg_sent_event':
      return itemsOf(message).flatMap((item): WechatEvent[] => {
        const [templateId, msgid, code] = [text(item.TemplateId), text(item.MsgID ?? item.MsgId), text(item.ErrorCode)];
        if (sender === '' || msgid === '' || !/^-?\d+$/.test(code)) return [];
        const id = idOf(sender, String(seconds), type, templateId, msgid);
        const found = { templateId, msgid, errorCode: Number(code), errorStatus: text(item.ErrorStatus) };
        return [{ id, type, openid: sender, at, items: [found] }];
      });
    case 'user_authorization_revoke':
    case 'user_authorization_cancellation': {
      const openid = text(message.OpenID ?? message.OpenId) || sender;
      return openid === '' ? [] : [{ id: idOf(openid, String(seconds), type), type, openid, at }];
    }
    default:
      return [];
  }
}
