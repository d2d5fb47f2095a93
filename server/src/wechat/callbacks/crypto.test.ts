import { aesKeyOf, decryptMessage, encryptMessage, signatureMatches, signatureOf } from './crypto';

/** WeChat's published example: M/framework/server-ability/message-push.html. */
const TOKEN = 'AAAAA';
const KEY = aesKeyOf('A'.repeat(43));
const APP_ID = 'wxba5fad812f8e6fb9';
const ENCRYPTED =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=';
const PLAIN =
  '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}';

it.each([
  ['GET', ['1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
  ['明文', ['1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
  ['安全', ['1714112445', '415670741', ENCRYPTED], '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3'],
])('signs the example of %s', (_mode, parts, expected) => {
  expect(signatureOf(TOKEN, ...parts)).toBe(expected);
  expect(signatureMatches(expected, TOKEN, ...parts)).toBe(true);
  expect(signatureMatches(expected.toUpperCase(), TOKEN, ...parts)).toBe(false);
  expect(signatureMatches('', TOKEN, ...parts)).toBe(false);
});

it('decrypts the example', () => {
  expect(PLAIN).toHaveLength(167);
  expect(decryptMessage(KEY, ENCRYPTED)).toEqual({ message: PLAIN, appId: APP_ID });
});

it('encrypts to the very bytes of the example', () => {
  expect(encryptMessage(KEY, PLAIN, APP_ID, Buffer.from('a8eedb185eb2fecf'))).toBe(ENCRYPTED);
});

it('reads what it wrote, at every length around the padding', () => {
  for (let length = 0; length <= 70; length++) {
    const message = '禁'.repeat(length);
    expect(decryptMessage(KEY, encryptMessage(KEY, message, APP_ID))).toEqual({ message, appId: APP_ID });
  }
});

it.each([
  ['nothing', ''],
  ['no base64', '!!!'],
  ['half a block', Buffer.alloc(24).toString('base64')],
  ['another key’s text', encryptMessage(aesKeyOf('B'.repeat(43)), PLAIN, APP_ID)],
  ['a cut text', ENCRYPTED.slice(0, 64)],
])('finds no message in %s', (_what, encrypted) => {
  const found = decryptMessage(KEY, encrypted);
  expect(found?.appId === APP_ID).toBe(false);
});
