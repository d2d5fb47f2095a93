import { answeredCode, robotName, robotRequest } from './robotRequest';

const NOW = new Date('2026-11-30T06:00:00.123Z');
const text = '待审批：关于冬季防火的通告';

test('企业微信 takes a text, its key stands in the address', () => {
  const robot = { kind: 'wecom' as const, url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1' };
  expect(robotRequest(robot, text, NOW)).toEqual({
    url: robot.url,
    body: { msgtype: 'text', text: { content: text } },
  });
});

// The signatures were computed by openssl: printf '%s' TEXT | openssl dgst -sha256 -hmac KEY -binary | base64
test('钉钉 is signed in the address, by milliseconds', () => {
  const robot = {
    kind: 'dingtalk' as const,
    url: 'https://oapi.dingtalk.com/robot/send?access_token=1',
    secret: 'SECx',
  };
  const { url, body } = robotRequest(robot, text, NOW);
  const query = new URL(url).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    access_token: '1',
    timestamp: '1796018400123',
    sign: 'qQwFJXNpD0daUHEDNpBcJBONGg+ftLc3kghZpv4ZVUo=',
  });
  expect(body).toEqual({ msgtype: 'text', text: { content: text } });
});

test('飞书 is signed in the body, by seconds', () => {
  const robot = { kind: 'feishu' as const, url: 'https://open.feishu.cn/open-apis/bot/v2/hook/1', secret: 'x' };
  expect(robotRequest(robot, text, NOW)).toEqual({
    url: robot.url,
    body: {
      timestamp: '1796018400',
      sign: 'v7e4QKEuiK7xg/s7tKMUntkM9pMe0/A+fAozw4TOgAU=',
      msg_type: 'text',
      content: { text },
    },
  });
});

test('the code of an answer, of every platform', () => {
  const answers = [
    { errcode: 0, errmsg: 'ok' },
    { code: 0, msg: 'success' },
    { errcode: 45009 },
    { code: 11232 },
    null,
  ];
  expect(answers.map(answeredCode)).toEqual([0, 0, 45009, 11232, NaN]);
});

test('a robot is named without its address', () => {
  const name = robotName({ kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret' });
  expect(name).toMatch(/^wecom-[0-9a-f]{8}$/);
});
