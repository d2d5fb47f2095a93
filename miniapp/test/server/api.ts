import type { LoginResult, NoticeDraftInput, NoticeSummary, PublishResult, StaffNotice } from '@shuozhi/shared/api';
import { httpRequest } from '../harness/httpRequest';
import { demoStaff, type StartedServer } from './startServer';

interface CallOptions {
  token?: string;
  method?: string;
  body?: unknown;
}

/** A call to the started server; answers the decoded body, throws on any status but 2xx. */
export async function call<T>(server: StartedServer, path: string, options: CallOptions = {}): Promise<T> {
  const { token, body, method = body === undefined ? 'GET' : 'POST' } = options;
  const { status, text } = await httpRequest(server.origin + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A code as `wx.login` would give to a resident of the simulator. */
export async function loginCode(server: StartedServer, resident: string): Promise<string> {
  const { code } = await call<{ code: string }>(server, '/simulator/demo/login', { body: { resident } });
  return code;
}

/** What the resident's WeChat answers to the subscribe dialog; the simulator counts the consents. */
export async function consent(server: StartedServer, resident: string, templateIds: string[]) {
  const body = { resident, templateIds };
  const { results } = await call<{ results: Record<string, string> }>(server, '/simulator/demo/consent', { body });
  return results;
}

/** A token of a resident of the simulator. */
export async function residentToken(server: StartedServer, resident: string): Promise<string> {
  const body = { code: await loginCode(server, resident) };
  const { token } = await call<LoginResult>(server, '/api/v1/auth/wechat', { body });
  return token;
}

/** The sample notice with this 发文字号. */
export async function noticeByNumber(server: StartedServer, docNo: string): Promise<NoticeSummary> {
  const { items } = await call<{ items: NoticeSummary[] }>(server, '/api/v1/notices?limit=100');
  const notice = items.find((item) => item.docNo === docNo);
  if (!notice) throw new Error(`${docNo} is not listed`);
  return notice;
}

/** Writes, submits, approves and publishes `draft` as the two demo officials. */
export async function publish(server: StartedServer, draft: NoticeDraftInput): Promise<PublishResult> {
  const tokens = new Map<string, string>();
  for (const { name, role, password } of demoStaff(server)) {
    const { token } = await call<{ token: string }>(server, '/api/v1/staff/session', { body: { name, password } });
    tokens.set(role, token);
  }
  const editor = tokens.get('editor');
  const approver = tokens.get('approver');
  const { id, hash } = await call<StaffNotice>(server, '/api/v1/staff/notices', { token: editor, body: draft });
  const body = { hash };
  await call(server, `/api/v1/staff/notices/${id}/submit`, { token: editor, body });
  await call(server, `/api/v1/staff/notices/${id}/approve`, { token: approver, body });
  return call<PublishResult>(server, `/api/v1/staff/notices/${id}/publish`, { token: approver, body });
}

/** Asks again until `read` answers something, at most half a minute. Throws when nothing came. */
export async function eventually<T>(what: string, read: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within half a minute`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
