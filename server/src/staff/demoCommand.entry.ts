import { civilDateOf } from '@shuozhi/shared';
import type { NoticeDraftInput, PublishResult, StaffNotice } from '@shuozhi/shared/api';
import { loadConfig } from '../config';
import { readDemoStaff } from './demoStaff';

/**
 * Publishes the demonstration notice through the staff API of the running server, as two people would: one writes and
 * submits, the other approves and publishes.
 */
const SERVER = process.env.SHUOZHI_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;

function demoNotice(today: string): NoticeDraftInput {
  const paragraph =
    '今天起，朔城区林区、草原及周边 500 米内禁止一切野外用火，上坟请用鲜花代替烧纸。发现火情请拨打 12119。';
  return {
    docNo: null,
    title: '朔城区森林火险橙色预警（演示）',
    kind: '通告',
    issuers: ['朔知演示'],
    writtenOn: today,
    effectiveFrom: today,
    effectiveTo: null,
    // Orange: it arrives at any hour, whatever the residents' quiet hours.
    topics: ['fire', 'alert'],
    level: 'orange',
    regions: ['140602'],
    summary: '朔城区林区、草原周边禁止野外用火，火情报警 12119',
    hotlines: ['12119'],
    keyFacts: [
      { kind: 'forbidden', label: '禁止', value: '野外用火', source: { quote: paragraph, block: 0 }, confidence: 1 },
      { kind: 'hotline', label: '火情报警', value: '12119', source: { quote: paragraph, block: 0 }, confidence: 1 },
    ],
    blocks: [
      { type: 'paragraph', text: paragraph },
      { type: 'note', text: '这是演示用的通知，不是正式文件。' },
    ],
  };
}

async function call<T>(path: string, options: { token?: string; body?: unknown } = {}): Promise<T> {
  const response = await fetch(`${SERVER}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    body: JSON.stringify(options.body ?? {}),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as T & { detail?: string };
  if (!response.ok) throw new Error(answer.detail ?? `HTTP ${response.status}`);
  return answer;
}

async function run(): Promise<void> {
  const people = readDemoStaff(loadConfig(process.env).dataDir);
  if (!people) throw new Error('没有演示账号：请先运行 npm start（开发环境）。');
  const tokens = new Map<string, string>();
  for (const { role, name, password } of people) {
    tokens.set(role, (await call<{ token: string }>('/staff/session', { body: { name, password } })).token);
  }
  const editor = { token: tokens.get('editor') ?? '' };
  const approver = { token: tokens.get('approver') ?? '' };
  const draft = await call<StaffNotice>('/staff/notices', { ...editor, body: demoNotice(civilDateOf(new Date())) });
  // Both name the text they were shown by its hash; the server refuses another one.
  const body = { hash: draft.hash };
  await call(`/staff/notices/${draft.id}/submit`, { ...editor, body });
  await call(`/staff/notices/${draft.id}/approve`, { ...approver, body });
  const { notice } = await call<PublishResult>(`/staff/notices/${draft.id}/publish`, { ...approver, body });
  process.stdout.write(
    `已发布「${notice.title}」\n  通知页面   ${SERVER}/#/pages/notice/index?id=${notice.id}\n  收到的消息 ${SERVER}/simulator\n`,
  );
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    const refused = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED';
    process.stderr.write(`${refused ? `连不上 ${SERVER}：请先运行 npm start。` : (error as Error).message}\n`);
    process.exit(1);
  },
);
