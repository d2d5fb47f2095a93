import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import type { StaffAccount } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../../test/testDatabase';
import { auditTrail } from '../../../test/auditTrail';
import { startTestServer, type TestServer } from '../../../test/testServer';
import { approvalsRoutes, finishChanges } from '../../approvals';
import { ChangeRequests } from '../../approvals/model';
import type { Guard } from '../../http';
import { elementsKind, itemPages, itemsRoutes, itemsStaffRoutes, seedItems, relayItemChanges } from '../index';
import { Items } from '../model';
import { parseMaterials } from './checkRows';
import { runElementsCommand } from './elementsCommand';
import { readTable } from './readTable';
import { workbook } from '../../../test/items/testWorkbook';

useTestDatabase();
jest.setTimeout(180_000);

/** The segmenter and the catalogue are loaded first; on a busy machine that takes its time, in milliseconds. */
const LOADING = 60_000;

const guard: Guard<StaffAccount> = {
  scheme: 'staff',
  keyOf: (account) => account.id,
  check: () => Promise.resolve({ id: 's1', name: '小王', role: 'editor' }),
};
const reader: Guard<StaffAccount> = {
  ...guard,
  check: () => Promise.resolve({ id: 's2', name: '老李', role: 'approver' }),
};
/** How many imports another person approved. */
let imports = 0;
/** How many items each import that the audit trail names has changed. */
const audited = async () => (await auditTrail()).map((entry) => [entry.action, entry.detail]);
let server: TestServer;
beforeAll(async () => {
  await seedItems(new Date('2026-01-01T00:00:00Z'));
  const onApplied = () => Promise.resolve((imports += 1));
  const kinds = [elementsKind];
  server = await startTestServer({
    routes: [...itemsRoutes(), ...itemsStaffRoutes({ guard }), ...approvalsRoutes({ guard: reader, kinds, onApplied })],
    pages: [itemPages('https://notice.example')],
  });
}, LOADING);
afterAll(() => server.stop());

const upload = (table: string, dryRun: boolean, format = 'csv') =>
  server.call('post', '/staff/items/elements', {
    body: { format, dryRun, content: Buffer.from(table).toString('base64') },
  });
/** Another person approves what an upload proposed. */
const approve = ({ id, hash }: { id: string; hash: string }) =>
  server.call('post', `/staff/changes/${id}/approve`, { body: { hash } });
const elementsOf = async (id: string) => (await Items.findById(id).lean())?.elements;

test('a dry run says what would change and stores nothing', async () => {
  const { status, body } = await upload('编号,事项名称,办理地点\n33,养老机构备案,一楼 3 号\n', true);
  expect(status).toBe(200);
  expect(body).toMatchObject({ rows: 1, unchanged: 0, errors: [], changed: [{ id: '2020-33', columns: ['place'] }] });
  expect((await elementsOf('2020-33'))?.place).toBeNull();
});

test('every wrong row is named with its column, and nothing at all is stored', async () => {
  const table = '编号,事项名称,办理地点,颜色\n13,,二楼,\n6,,三楼,\n33,养狗备案,四楼,\n13,,五楼,\n,,六楼,\n';
  const { status, body } = await upload(table, false);
  expect([status, body.code]).toEqual([400, 'invalid_input']);
  expect(body.errors).toEqual([
    { path: '第 1 行 颜色', message: '不认识这一列' },
    { path: '第 3 行 编号', message: '目录中没有编号 6' },
    { path: '第 4 行 事项名称', message: '编号 33 的名称是“养老机构备案”' },
    { path: '第 5 行 事项编号', message: '与第 2 行是同一事项' },
    { path: '第 6 行 编号', message: '没有写事项编号' },
  ]);
  expect((await elementsOf('2020-13'))?.place).toBeNull();
  expect(imports).toBe(0);
  expect(await audited()).toEqual([]);
});

test('an import changes what is written, leaves empty cells alone, and a second one changes nothing', async () => {
  const table = '编号,办理地点,办理时间,申请材料\n2020-33,一楼 3 号,工作日,"申请表|原件|必要\n章程"\n13,二楼,,\n';
  const first = await upload(table, false);
  expect(first.body.changed).toHaveLength(2);
  expect(await elementsOf('2020-33')).toMatchObject({ place: null, hours: null });
  await approve(first.body.change);
  expect(await elementsOf('2020-33')).toMatchObject({
    place: '一楼 3 号',
    hours: '工作日',
    fee: null,
    materials: [
      { name: '申请表', form: '原件', required: true },
      { name: '章程', form: null, required: null },
    ],
  });
  expect((await upload(table, false)).body).toMatchObject({ changed: [], unchanged: 2, change: null });
  const second = await upload('编号,办理时间\n33,-\n', false);
  expect(second.body.changed).toHaveLength(1);
  await approve(second.body.change);
  expect(await elementsOf('2020-33')).toMatchObject({ place: '一楼 3 号', hours: null });
  expect((await server.call('get', '/items/i-33')).body.elements.place).toBe('一楼 3 号');
  expect(imports).toBe(2);
  expect(await audited()).toEqual([
    ['items.elements', `2 项，待审批 ${first.body.change.id}`],
    ['change.approve', `items.elements ${first.body.change.id} ${first.body.change.hash}`],
    ['items.elements', `1 项，待审批 ${second.body.change.id}`],
    ['change.approve', `items.elements ${second.body.change.id} ${second.body.change.hash}`],
  ]);
});

test('two imports wait beside each other; one whose items changed meanwhile is not applied', async () => {
  const one = await upload('编号,办理地点\n40,一楼\n', false);
  const other = await upload('编号,办理地点\n40,二楼\n', false);
  await approve(other.body.change);
  const late = await approve(one.body.change);
  expect(late).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ path: '2020-40' }] } });
  expect((await elementsOf('2020-40'))?.place).toBe('二楼');
});

test('an import whose process died after it was accepted is finished later', async () => {
  const { body } = await upload('编号,办理地点\n14,三楼\n', false);
  await ChangeRequests.updateOne({ _id: body.change.id }, { $set: { state: 'approved', approvedBy: 's2' } });
  expect(await finishChanges([elementsKind], new Date())).toBe(1);
  expect((await elementsOf('2020-14'))?.place).toBe('三楼');
  expect(await finishChanges([elementsKind], new Date())).toBe(0);

  await expect(relayItemChanges(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  const heard: unknown[] = [];
  await relayItemChanges((list) => Promise.resolve(heard.push(...list)));
  expect(heard).toContainEqual(expect.objectContaining({ itemId: '2020-14', changeNote: '更新了办理地点' }));
  expect(await relayItemChanges(() => Promise.reject(new Error('relayed twice')))).toBe(0);
});

test('a table of Excel and one saved in GB18030 are read alike', async () => {
  const rows = [
    {
      row: 2,
      cells: new Map([
        ['编号', '33'],
        ['办理地点', '一楼'],
      ]),
      problems: new Map(),
    },
  ];
  expect(
    await readTable(
      workbook([
        ['编号', '办理地点'],
        ['33', '一楼'],
      ]),
      'xlsx',
    ),
  ).toEqual(rows);
  expect(await readTable(iconv.encode('编号,办理地点\r\n33,一楼\r\n', 'gb18030'), 'csv')).toEqual(rows);
});

test.each([
  ['no workbook', 'hello', 'xlsx', '不是有效的 XLSX 表格'],
  ['an open quote', '编号,办理地点\n33,"一楼', 'csv', '不是有效的 CSV 表格'],
  ['nothing in it', '编号,办理地点', 'csv', '表格里没有内容'],
])('a file with %s is refused with a clear message', async (_, text, format, message) => {
  const { status, body } = await upload(text, true, format);
  expect([status, body.detail]).toEqual([400, message]);
});

test('materials say what is wrong with them', () => {
  expect(() => parseMaterials('身份证|原件|也许')).toThrow('“身份证”的必要性应为“必要”或“非必要”');
  expect(() => parseMaterials('|原件')).toThrow('有一项材料没有名称');
});

test('the command reports, and its exit code says whether all was well', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'elements-'));
  const lines: string[] = [];
  const output = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(`! ${line}`) };
  const file = path.join(folder, 'a.csv');
  try {
    writeFileSync(file, '编号,办理地点\n16,五楼\n');
    expect(await runElementsCommand([file, '--dry-run'], output, new Date())).toBe(0);
    writeFileSync(file, '编号,办理地点\n999,五楼\n');
    expect(await runElementsCommand([file], output, new Date())).toBe(1);
    expect(await runElementsCommand(['a.doc'], output, new Date())).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(lines).toEqual([
    '1 行：将更新 1 项，0 项没有变化',
    '! 表格有 1 处错误，没有存入任何内容',
    '! 第 2 行 编号：目录中没有编号 999',
    '! 用法：npm run items -- 文件.csv|文件.xlsx [--dry-run]',
  ]);
});

test('a hall prints name and code on A5; the code leads to the item', async () => {
  const page = await fetch(`${server.origin}/print/items/i-258`);
  const html = await page.text();
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html).toContain('公共场所卫生许可');
  expect(html).toMatch(/size: A5/);
  expect(html).toMatch(/<svg [^>]*viewBox/);
  expect(html).toContain('暂未提供，可拨打 12345');
  const scanned = await fetch(`${server.origin}/i/i-258`, { redirect: 'manual' });
  expect([scanned.status, scanned.headers.get('location')]).toEqual([302, '/#/pages/item/index?id=i-258']);
  expect((await fetch(`${server.origin}/print/items/2020-6`)).status).toBe(404);
  expect((await fetch(`${server.origin}/i/i-6`, { redirect: 'manual' })).status).toBe(404);
});
