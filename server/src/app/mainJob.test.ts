import { existsSync } from 'node:fs';
import path from 'node:path';
import { aDraft } from '../../test/factories';
import { startServer } from '../../test/startServer';
import { readDemoStaff } from '../staff';

let program: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  program = await startServer();
}, 180_000);
afterAll(async () => {
  expect(await program.stop()).toBe(0);
});

async function call(method: string, url: string, options: { token?: string; body?: unknown } = {}) {
  const response = await fetch(`${program.origin}${url}`, {
    method,
    headers: {
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

const api = (method: string, url: string, options?: Parameters<typeof call>[2]) =>
  call(method, `/api/v1${url}`, options);

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('did not happen within two minutes');
}

async function staffTokens() {
  const people = readDemoStaff(program.dataDir) ?? [];
  const tokens = people.map(async ({ role, name, password }) => {
    const { body } = await api('POST', '/staff/session', { body: { name, password } });
    return [role, body.token as string] as const;
  });
  return Object.fromEntries(await Promise.all(tokens)) as { editor: string; approver: string };
}

test('a subscriber of 防火禁火 in 朔城区 gets exactly one message for a published notice, and can leave', async () => {
  const login = await call('POST', '/simulator/demo/login', { body: { resident: 'zhang' } });
  const { body: session } = await api('POST', '/auth/wechat', { body: { code: login.body.code } });
  const token = session.token as string;
  const wishes = { topics: ['fire'], regions: ['140602'], quietHours: null };
  const { body: saved } = await api('PUT', '/me/subscription', { token, body: wishes });
  const templateIds = [saved.credits[0].templateId];
  const consent = await call('POST', '/simulator/demo/consent', { body: { resident: 'zhang', templateIds } });
  await api('POST', '/me/consents', { token, body: { results: consent.body.results, requestId: 'first-tap-1' } });

  const { editor, approver } = await staffTokens();
  const { body: draft } = await api('POST', '/staff/notices', {
    token: editor,
    body: aDraft({ title: '朔城区今晚禁火' }),
  });
  const shown = { hash: draft.hash };
  await api('POST', `/staff/notices/${draft.id}/submit`, { token: editor, body: shown });
  await api('POST', `/staff/notices/${draft.id}/approve`, { token: approver, body: shown });
  const { body: published } = await api('POST', `/staff/notices/${draft.id}/publish`, { token: approver, body: shown });
  expect(published.campaignId).toBe(`${draft.id}.r1.publish`);

  const report = await until(async () => {
    const { body } = await api('GET', `/staff/campaigns/${published.campaignId}`, { token: approver });
    return body.status === 'done' ? body : undefined;
  });
  expect(report).toMatchObject({ recipients: 1 });
  const { body: inbox } = await api('GET', '/me/inbox', { token });
  expect(inbox).toMatchObject({ unread: 1, items: [{ title: '朔城区今晚禁火', notice: { id: draft.id } }] });
  const { body: after } = await api('GET', '/me/subscription', { token });
  expect(after.credits[0].remaining).toBe(0);

  expect((await api('DELETE', '/me', { token })).status).toBe(204);
  expect((await api('GET', '/me', { token })).status).toBe(401);
}, 180_000);

test('a citywide search by initials finds 养老机构备案 first', async () => {
  const { body } = await api('GET', '/search?q=yljg');
  expect(body.items[0].name).toContain('养老机构');
  expect((await api('GET', '/items')).body.total).toBe(337);
});

test('the browser app and health are served', async () => {
  expect((await call('GET', '/readyz')).body).toMatchObject({ status: 'ready' });
  const page = await fetch(`${program.origin}/`);
  const built = existsSync(path.join(process.cwd(), 'miniapp', 'dist', 'h5', 'index.html'));
  expect(page.status).toBe(built ? 200 : 404);
});
