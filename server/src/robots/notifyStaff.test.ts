import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { useTestDatabase } from '../../test/testDatabase';
import type { StaffRobot } from '../config';
import { createLogger } from '../observability';
import { StaffMessages } from './model';
import { notifyStaff } from './notifyStaff';

useTestDatabase();

/** A platform that keeps what it is told and answers as a test says. */
let platform: Server;
let received: string[];
let answer: { status: number; body: unknown };
const robots: StaffRobot[] = [];
beforeAll(async () => {
  platform = createServer((request, response) => {
    void json(request).then((body) => {
      const { text, content } = body as { text?: { content: string }; content?: { text: string } };
      received.push(text?.content ?? content?.text ?? '');
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(platform.address() as AddressInfo).port}/`;
  robots.push({ kind: 'wecom', url: `${url}?key=1` }, { kind: 'feishu', url, secret: 'x' });
});
afterAll(() => new Promise((resolve) => platform.close(resolve)));
beforeEach(async () => {
  received = [];
  answer = { status: 200, body: { errcode: 0, code: 0 } };
  await StaffMessages.deleteMany({});
});

const START = new Date('2026-11-30T01:00:00Z');
const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const finding = (id: string, text = `待审批：${id}`) => ({ id, text });
const tell = (ids: string[], now: Date, to = robots) =>
  notifyStaff(
    ids.map((id) => finding(id)),
    to,
    createLogger('silent'),
    now,
  );

test('every robot says what is new, all of it at once, and each thing once', async () => {
  await tell(['a', 'b'], START);
  expect(received).toEqual(['【朔知】\n待审批：a\n待审批：b', '【朔知】\n待审批：a\n待审批：b']);
  await tell(['a', 'b', 'c'], after(1));
  expect(received.slice(2)).toEqual(['【朔知】\n待审批：c', '【朔知】\n待审批：c']);
  await tell(['a', 'b', 'c'], after(2));
  expect(received).toHaveLength(4);
});

test.each([
  ['refuses', { status: 200, body: { errcode: 45009 } }],
  ['is broken', { status: 500, body: {} }],
  ['answers something else', { status: 200, body: 'ok' }],
])('a robot that %s is tried again, later and later, and nothing is lost', async (_, refusal) => {
  const one = robots.slice(0, 1);
  answer = refusal;
  await tell(['a'], START, one);
  await tell(['a'], START, one);
  expect(received).toHaveLength(1);
  await tell([], after(1), one);
  await tell([], after(1), one);
  expect(received).toHaveLength(2);
  answer = { status: 200, body: { errcode: 0 } };
  await tell(['b'], after(60), one);
  expect(received.at(-1)).toBe('【朔知】\n待审批：a\n待审批：b');
  await tell([], after(120), one);
  expect(received).toHaveLength(3);
});

test('one robot that is silent keeps no other from speaking', async () => {
  const gone: StaffRobot = { kind: 'dingtalk', url: 'http://127.0.0.1:9/' };
  await tell(['a'], START, [gone, ...robots.slice(0, 1)]);
  expect(received).toEqual(['【朔知】\n待审批：a']);
});

test('news of yesterday is given up, and counted as that', async () => {
  answer = { status: 500, body: {} };
  const one = robots.slice(0, 1);
  await tell(['a'], START, one);
  await tell([], after(25 * 60), one);
  expect(await StaffMessages.distinct('state')).toEqual(['given-up']);
});

test('more than one message holds is said in the next one', async () => {
  const long = Array.from({ length: 30 }, (_, n) => finding(`${n}`, `待审批：${'长'.repeat(60)}${n}`));
  const one = robots.slice(0, 1);
  for (let minute = 0; minute < 4; minute += 1) await notifyStaff(long, one, createLogger('silent'), after(minute));
  expect(received.every((text) => Buffer.byteLength(text) <= 2048)).toBe(true);
  expect(received.join('\n').match(/待审批/g)).toHaveLength(30);
});
