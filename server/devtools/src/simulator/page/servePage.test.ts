import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startTestSimulator, type TestSimulator } from '../../../../test/testSimulator';
import { createWorld } from '../world';
import { createMemory } from '../memory';
import { DEMO_RESIDENTS } from '../people';

let simulator: TestSimulator;
beforeEach(async () => {
  simulator = await startTestSimulator();
});
afterEach(() => simulator.stop());

const zhang = DEMO_RESIDENTS[0]?.openid ?? '';
const get = (below: string, headers: Record<string, string> = {}) =>
  fetch(`${simulator.origin}/simulator${below}`, { headers });

/** Puts a message on 张奶奶's phone. */
function arrive(more: { title?: string; page?: string; msgid?: string } = {}): void {
  simulator.simulator.world.phones.deliver({
    openid: zhang,
    templateId: simulator.config.wechat.templates.notice?.id ?? '',
    page: more.page ?? 'pages/notice/index?id=n1&from=push',
    data: { thing1: { value: more.title ?? '森林草原禁火' }, thing2: { value: '某市人民政府' } },
    msgid: more.msgid ?? '3000000000000000001',
    at: Date.now(),
  });
}

it('tells how to get the first message', async () => {
  const page = await get('');
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'/);
  const html = await page.text();
  for (const { name } of DEMO_RESIDENTS) expect(html).toContain(name);
  expect(html).toContain('npm run demo');
  expect(html).toContain('还没有同意接收消息');
  expect(html).not.toContain(zhang);
});

it('shows a message as WeChat’s card that opens its page', async () => {
  arrive();
  const html = await (await get('/')).text();
  expect(html).toContain('href="/#/pages/notice/index?id=n1&amp;from=push"');
  expect(html).toMatch(/<dt>通知标题<\/dt><dd>森林草原禁火<\/dd>/);
  expect(html).toContain('进入小程序查看');
});

it('writes nothing of a message as markup', async () => {
  arrive({ title: '<img src=x onerror=alert(1)>', page: 'pages/notice/index?id="><script>' });
  const html = await (await get('')).text();
  expect(html).not.toMatch(/<img|"><script>/);
  expect(html).toContain('&lt;img src=x');
});

it('gives the phones anew only when something changed', async () => {
  const first = await get('/phones');
  const etag = first.headers.get('etag') ?? '';
  expect(await (await get('')).text()).toContain(`data-version="${etag.replace(/"/g, '&quot;')}"`);
  expect((await get('/phones', { 'if-none-match': etag })).status).toBe(304);
  arrive();
  const next = await get('/phones', { 'if-none-match': etag });
  expect(next.status).toBe(200);
  expect(await next.text()).toContain('森林草原禁火');
});

it('serves its script and style as files of their own', async () => {
  expect((await get('/page.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
  expect((await get('/page.css')).headers.get('content-type')).toMatch(/^text\/css/);
  expect((await get('/unknown')).status).toBe(404);
});

it('keeps what the residents accepted and received over a restart', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'simulator-'));
  const file = path.join(folder, 'simulator.json');
  const { appId, secret, templates } = simulator.config.wechat;
  const templateId = templates.notice?.id ?? '';
  const begin = () => {
    const world = createWorld({ appId, secret, templates }, 0);
    return { world, memory: createMemory(world, file) };
  };
  const before = begin();
  before.world.consents.accept(zhang, templateId, false);
  before.world.phones.deliver({ openid: zhang, templateId, page: 'p', data: {}, msgid: '1', at: 1 });
  before.memory.save();
  const after = begin();
  expect(after.world.consents.remaining(zhang, templateId)).toBe(1);
  expect(after.world.phones.of(zhang)).toHaveLength(1);
  writeFileSync(file, 'cut off in the mid');
  expect(begin().world.phones.of(zhang)).toHaveLength(0);
  rmSync(folder, { recursive: true });
});

it('shows what the robot of the staff said, as text', async () => {
  expect(await (await get('')).text()).not.toContain('工作群');
  const said = await simulator.control('post', '/robot', {
    msgtype: 'text',
    text: { content: '【朔知】\n待审批：<b>' },
  });
  expect(said.body).toEqual({ errcode: 0, errmsg: 'ok' });
  expect(await (await get('')).text()).toContain('<li>【朔知】\n待审批：&lt;b&gt;</li>');
});
