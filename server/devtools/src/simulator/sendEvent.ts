import { randomBytes } from 'node:crypto';
import { aesKeyOf, encryptMessage, signatureOf } from '../../../src/wechat/callbacks/crypto';

/** The receiving end's settings in WeChat's console (消息推送). */
export interface CallbackTarget {
  url: string;
  appId: string;
  token: string;
  aesKey: string;
}

/** How WeChat was told to write its events. */
export interface EventForm {
  mode: 'plain' | 'compatible' | 'safe';
  format: 'json' | 'xml';
}

export interface SubscribeEvent {
  openid: string;
  event: 'subscribe_msg_popup_event' | 'subscribe_msg_change_event' | 'subscribe_msg_sent_event';
  /** Fields as WeChat names them, e.g. TemplateId, SubscribeStatusString. */
  items: Record<string, string>[];
  /** Seconds since the epoch. */
  createTime: number;
}

const ACCOUNT = 'gh_simulator0000';

const WRAPPERS: Record<SubscribeEvent['event'], string> = {
  subscribe_msg_popup_event: 'SubscribeMsgPopupEvent',
  subscribe_msg_change_event: 'SubscribeMsgChangeEvent',
  subscribe_msg_sent_event: 'SubscribeMsgSentEvent',
};

function asJson(event: SubscribeEvent): string {
  return JSON.stringify({
    ToUserName: ACCOUNT,
    FromUserName: event.openid,
    CreateTime: event.createTime,
    MsgType: 'event',
    Event: event.event,
    List: event.items.length === 1 ? event.items[0] : event.items,
  });
}

const cdata = (text: string) => `<![CDATA[${text}]]>`;

function asXml(event: SubscribeEvent): string {
  const wrapper = WRAPPERS[event.event];
  const lists = event.items.map((item) => {
    const fields = Object.entries(item).map(([name, value]) => `<${name}>${cdata(value)}</${name}>`);
    return `<List>${fields.join('')}</List>`;
  });
  return (
    `<xml><ToUserName>${cdata(ACCOUNT)}</ToUserName><FromUserName>${cdata(event.openid)}</FromUserName>` +
    `<CreateTime>${event.createTime}</CreateTime><MsgType>${cdata('event')}</MsgType>` +
    `<Event>${cdata(event.event)}</Event><${wrapper}>${lists.join('')}</${wrapper}></xml>`
  );
}

function bodyOf(message: string, form: EventForm, encrypted: string): string {
  if (form.mode === 'plain') return message;
  if (form.format === 'json') {
    const clear = form.mode === 'compatible' ? (JSON.parse(message) as object) : { ToUserName: ACCOUNT };
    return JSON.stringify({ ...clear, Encrypt: encrypted });
  }
  const clear = form.mode === 'compatible' ? message.slice('<xml>'.length, -'</xml>'.length) : '';
  return `<xml>${clear || `<ToUserName>${cdata(ACCOUNT)}</ToUserName>`}<Encrypt>${cdata(encrypted)}</Encrypt></xml>`;
}

/** A request as WeChat would make it, signed and where asked encrypted. */
export function callbackRequest(
  target: CallbackTarget,
  event: SubscribeEvent,
  form: EventForm,
): { url: string; body: string; contentType: string } {
  const message = form.format === 'json' ? asJson(event) : asXml(event);
  // What is signed is the sending; the event may be older.
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = String(randomBytes(4).readUInt32BE());
  const query = new URLSearchParams({
    signature: signatureOf(target.token, timestamp, nonce),
    timestamp,
    nonce,
    openid: event.openid,
  });
  const encrypted = form.mode === 'plain' ? '' : encryptMessage(aesKeyOf(target.aesKey), message, target.appId);
  if (form.mode !== 'plain') {
    query.set('encrypt_type', 'aes');
    query.set('msg_signature', signatureOf(target.token, timestamp, nonce, encrypted));
  }
  return {
    url: `${target.url}?${query.toString()}`,
    body: bodyOf(message, form, encrypted),
    contentType: form.format === 'json' ? 'application/json' : 'text/xml',
  };
}

/** Sends an event to our callback; false when it was not answered with `success`. */
export async function sendEvent(target: CallbackTarget, event: SubscribeEvent, form: EventForm): Promise<boolean> {
  const { url, body, contentType } = callbackRequest(target, event, form);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
      signal: AbortSignal.timeout(5000),
    });
    return response.ok && (await response.text()) === 'success';
  } catch {
    return false;
  }
}
