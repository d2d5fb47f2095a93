import { eventsOf } from './events';
import { parseMessage } from './readCallback';

const OPENID = 'o_resident_0000000000000000';
const SECONDS = 1714112445;
const AT = new Date(SECONDS * 1000);

const common = { ToUserName: 'gh_1', FromUserName: OPENID, CreateTime: SECONDS, MsgType: 'event' };
const accept = { TemplateId: 't1', SubscribeStatusString: 'accept', PopupScene: '1' };
const reject = { TemplateId: 't2', SubscribeStatusString: 'reject', PopupScene: '1' };
const popup = { ...common, Event: 'subscribe_msg_popup_event' };

function fromXml(inner: string): Record<string, unknown> {
  const head = `<ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${OPENID}]]></FromUserName>`;
  const body = `<xml>${head}<CreateTime>${SECONDS}</CreateTime><MsgType><![CDATA[event]]></MsgType>${inner}</xml>`;
  return parseMessage(body) ?? {};
}
const xmlList = (id: string, status: string) =>
  `<List><TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString><![CDATA[${status}]]></SubscribeStatusString></List>`;
const xmlEvent = '<Event><![CDATA[subscribe_msg_popup_event]]></Event>';

const one = [{ type: popup.Event, openid: OPENID, at: AT, items: [{ templateId: 't1', status: 'accept' }] }];
const two = [...one, { ...one[0], items: [{ templateId: 't2', status: 'reject' }] }];

const shapes: [string, Record<string, unknown>, object[]][] = [
  ['JSON, one item as an object', { ...popup, List: accept }, one],
  ['JSON, one item in an array', { ...popup, List: [accept] }, one],
  ['JSON, several items', { ...popup, List: [accept, reject] }, two],
  ['JSON, time as text', { ...popup, CreateTime: String(SECONDS), List: accept }, one],
  ['JSON, below a wrapper, object', { ...popup, SubscribeMsgPopupEvent: { List: accept } }, one],
  ['JSON, below a wrapper, array', { ...popup, SubscribeMsgPopupEvent: { List: [accept, reject] } }, two],
  ['JSON, a wrapper of items', { ...popup, SubscribeMsgPopupEvent: [accept, reject] }, two],
  [
    'XML, one item',
    fromXml(`${xmlEvent}<SubscribeMsgPopupEvent>${xmlList('t1', 'accept')}</SubscribeMsgPopupEvent>`),
    one,
  ],
  [
    'XML, several items',
    fromXml(
      `${xmlEvent}<SubscribeMsgPopupEvent>${xmlList('t1', 'accept')}\n${xmlList('t2', 'reject')}</SubscribeMsgPopupEvent>`,
    ),
    two,
  ],
];

it.each(shapes)('reads %s', (_shape, message, expected) => {
  expect(eventsOf(message)).toEqual(expected.map((event) => ({ ...event, id: expect.any(String) })));
});

it('gives every shape of the same news the same id, and other news another', () => {
  const ids = shapes.map(([, message]) => eventsOf(message).map(({ id }) => id));
  expect(new Set(ids.map((each) => each[0])).size).toBe(1);
  expect(new Set(ids.flat()).size).toBe(2);
  expect(eventsOf({ ...popup, CreateTime: SECONDS + 1, List: accept })[0]?.id).not.toBe(ids[0]?.[0]);
  expect(eventsOf({ ...popup, FromUserName: 'o_other', List: accept })[0]?.id).not.toBe(ids[0]?.[0]);
});

it('reads a change in the settings', () => {
  const message = { ...common, Event: 'subscribe_msg_change_event', SubscribeMsgChangeEvent: { List: reject } };
  expect(eventsOf(message)).toMatchObject([{ type: message.Event, items: [{ templateId: 't2', status: 'reject' }] }]);
});

it('keeps all digits of the message id of a late failure, in JSON and XML', () => {
  const json = `{"ToUserName":"gh_1","FromUserName":"${OPENID}","CreateTime":"${SECONDS}","MsgType":"event","Event":"subscribe_msg_sent_event","List":{"TemplateId":"t1","MsgID":1700827132819554307,"ErrorCode":"20003","ErrorStatus":"refused"}}`;
  const xml =
    '<Event><![CDATA[subscribe_msg_sent_event]]></Event><SubscribeMsgSentEvent><List><TemplateId><![CDATA[t1]]></TemplateId>' +
    '<MsgID>1700827132819554307</MsgID><ErrorCode>20003</ErrorCode><ErrorStatus><![CDATA[refused]]></ErrorStatus></List></SubscribeMsgSentEvent>';
  const expected = { templateId: 't1', msgid: '1700827132819554307', errorCode: 20003, errorStatus: 'refused' };
  expect(eventsOf(parseMessage(json) ?? {})).toMatchObject([{ openid: OPENID, at: AT, items: [expected] }]);
  expect(eventsOf(fromXml(xml))).toMatchObject([{ openid: OPENID, at: AT, items: [expected] }]);
});

it.each(['user_authorization_revoke', 'user_authorization_cancellation'])(
  'reads %s, about the OpenID it carries',
  (type) => {
    const message = {
      ...common,
      FromUserName: 'gh_platform',
      Event: type,
      OpenID: OPENID,
      AppID: 'wx1',
      RevokeInfo: '1',
    };
    expect(eventsOf(message)).toEqual([{ id: expect.any(String), type, openid: OPENID, at: AT }]);
  },
);

it.each([
  ['an event not for us', { ...common, Event: 'debug_demo' }],
  ['no time', { ...popup, CreateTime: 'soon', List: accept }],
  ['no list', popup],
  ['a list of texts', { ...popup, List: ['accept'] }],
  ['an item without a template', { ...popup, List: { SubscribeStatusString: 'accept' } }],
  ['a query operator for a sender', { ...popup, FromUserName: { $ne: '' }, List: accept }],
  ['an empty message', {}],
])('takes nothing from %s', (_what, message) => {
  expect(eventsOf(message)).toEqual([]);
});

it.each([
  ['no message', 'hello'],
  ['an array', '[1]'],
  ['broken XML', '<xml><a></xml'],
  ['other XML', '<html/>'],
  ['a document type', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'],
])('parses no message from %s', (_what, body) => {
  expect(parseMessage(body)).toBeNull();
});
