import type { StaffRole } from '@shuozhi/shared/api';
import { syntheticGazette } from '../../test/gazettes/factories';
import { column, pdfFile } from '../../test/gazettes/testFiles';
import { staffTokens } from '../../test/staffTokens';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { noticesStaffRoutes } from '../notices';
import { staffGuard, staffRoutes } from '../staff';
import { signingKey } from '../tokens';
import { gazettesRoutes } from './routes';
import { keepSourceFile, loadSourceFile } from './uploads/files';
import { SourceLineRecords, UploadedDocuments, Uploads } from './uploads/model';
import { keepSourceLines, readSourceLines } from './uploads/sourceLines';
import { tendImports } from './uploads/uploads';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
let server: TestServer;
let tokens: Record<StaffRole, string>;

beforeAll(async () => {
  const guard = staffGuard(key);
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...noticesStaffRoutes({ guard, key, onChanged: () => Promise.resolve(null) }),
      ...gazettesRoutes({ guard: staffGuard(key, ['editor', 'admin']), readers: guard }),
    ],
  });
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());

const get = (path: string, token = tokens.editor) => server.call('get', path, { token });
const post = (path: string, body: unknown, token = tokens.editor) => server.call('post', path, { token, body });

async function upload(bytes: string | Uint8Array<ArrayBuffer>) {
  const form = new FormData();
  form.append('file', new Blob([bytes]), '公报');
  const headers = { authorization: `Bearer ${tokens.editor}` };
  const response = await fetch(`${server.origin}/api/v1/staff/imports`, { method: 'POST', headers, body: form });
  // Tests look into whatever shape the route answers.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return (await response.json()) as any;
}

/** A notice without a date: its reading is doubted. */
const UNDATED = [
  '澄江市林业局',
  '关于加强冬季林区巡护的通知',
  '澄林发〔2021〕77号',
  '各乡镇人民政府：',
  '冬季风大物燥，各乡镇要安排人员每日巡护林区，发现火情立即报告市林业局，并组织附近村民撤离。',
];

test('an import shows each document beside its source: confidence, evidence, lines around a place', async () => {
  const text = syntheticGazette();
  const body = await upload(text);
  expect(body).toMatchObject({ state: 'done', type: 'text', found: 3, pages: 0, accepted: 0, failure: null });
  const [first] = body.documents;
  const { body: shown } = await get(`/staff/imports/${body.id}/documents/0`);
  expect(shown).toMatchObject({ docNo: first.docNo, draft: { docNo: first.docNo, title: first.title } });
  expect(shown.fields.docNo).toBeGreaterThan(0.7);
  const { line, quote } = shown.evidence.effective[0] as { line: number; quote: string };
  const { from, to } = shown.lines as { from: number; to: number };
  expect(line >= from && line <= to).toBe(true);
  const { body: own } = await get(`/staff/imports/${body.id}/lines?from=${from}&to=${to}`);
  const source = text.split('\n');
  expect(own).toEqual({
    total: source.length,
    lines: source.slice(from - 1, to).map((words, n) => ({ no: from + n, text: words, page: null })),
  });
  expect(own.lines.map((one: { text: string }) => one.text).join('')).toContain(quote);
  expect(await get(`/staff/imports/${body.id}/pages/1`)).toMatchObject({ status: 404 });
  expect(await get(`/staff/imports/${body.id}/documents/9`)).toMatchObject({ status: 404 });
});

test('a page of a PDF is shown as it looks, drawn when it is asked for', async () => {
  const pages = [UNDATED.slice(0, 4), UNDATED.slice(4)].map((lines) => column(80, lines));
  const body = await upload(Uint8Array.from(pdfFile(pages)));
  expect(body).toMatchObject({ state: 'done', type: 'pdf', pages: 2 });
  const { body: source } = await get(`/staff/imports/${body.id}/lines`);
  expect(new Set(source.lines.map((line: { page: number }) => line.page))).toEqual(new Set([1, 2]));
  const authorization = `Bearer ${tokens.auditor}`;
  const response = await fetch(`${server.origin}/api/v1/staff/imports/${body.id}/pages/2`, {
    headers: { authorization },
  });
  const picture = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(picture.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(picture.length).toBeGreaterThan(5000);
  const none = await get(`/staff/imports/${body.id}/pages/3`);
  expect(none).toMatchObject({ status: 404, body: { detail: '文件只有 2 页' } });
});

test('what is free of doubt is accepted in one batch; the rest waits, and each says what became of it', async () => {
  const body = await upload([syntheticGazette(), ...UNDATED].join('\n'));
  const held = body.documents.filter((one: { needsReview: boolean }) => one.needsReview);
  expect(held.length).toBeGreaterThan(0);
  expect(held.length).toBeLessThan(body.documents.length);
  const { body: accepted } = await post(`/staff/imports/${body.id}/accept`, { clean: true });
  expect(accepted.results).toHaveLength(body.documents.length - held.length);
  const { body: after } = await get(`/staff/imports/${body.id}`);
  expect(after).toMatchObject({ found: body.documents.length, held: held.length, accepted: accepted.results.length });
  for (const one of after.documents) {
    expect(one.accepted === null).toBe(one.needsReview);
  }
  const { items } = (await get('/staff/imports?by=me')).body;
  expect(items[0]).toMatchObject({ id: body.id, accepted: accepted.results.length });
  expect(items[0]).not.toHaveProperty('documents');
  expect(Date.parse(after.expiresAt) - Date.now()).toBeGreaterThan(100 * 24 * 3600 * 1000);
});

test('a doubtful draft is confirmed field by field: what is left is listed, what was confirmed stays', async () => {
  const { id, documents } = await upload(UNDATED.map((line) => line.replace('77号', '78号')).join('\n'));
  expect(documents).toMatchObject([{ needsReview: true }]);
  const { results } = (await post(`/staff/imports/${id}/accept`, {})).body;
  const path = `/staff/notices/${results[0].noticeId}`;
  const { body: draft } = await get(path);
  expect(draft).toMatchObject({ source: { upload: id, document: 0 }, needsReview: true });
  const fields = draft.doubts.map((doubt: { field: string }) => doubt.field);
  expect(fields).toContain('writtenOn');

  const unread = await post(`${path}/submit`, { hash: draft.hash });
  expect(unread).toMatchObject({ status: 409, body: { code: 'review_required' } });
  expect(unread.body.errors.map((one: { path: string }) => one.path)).toEqual(fields);
  expect(await post(`${path}/confirm`, { hash: draft.hash, fields: ['summary'] })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'fields.0' }] },
  });
  expect(await post(`${path}/confirm`, { hash: '0'.repeat(64), fields })).toMatchObject({ status: 409 });
  const { body: saved } = await server.call('patch', path, {
    token: tokens.editor,
    body: { base: draft.hash, draft: { writtenOn: '2021-11-02' } },
  });
  const confirmation = await post(`${path}/confirm`, { hash: saved.hash, fields }, tokens.admin);
  expect(confirmation.body).toMatchObject({ needsReview: false });
  expect(confirmation.body.doubts[0].confirmed).toMatchObject({ by: expect.any(String), at: expect.any(String) });
  expect((await post(`${path}/submit`, { hash: saved.hash })).body.status).toBe('submitted');

  const returned = { reason: '成文日期请再看一遍', fields: ['writtenOn'] };
  await post(`${path}/return`, returned, tokens.approver);
  const again = await post(`${path}/submit`, { hash: saved.hash });
  expect(again.body).toMatchObject({
    code: 'review_required',
    errors: [{ path: 'writtenOn', message: '成文日期请再看一遍' }],
  });
  await post(`${path}/confirm`, { hash: saved.hash, fields: ['writtenOn'] });
  expect((await post(`${path}/submit`, { hash: saved.hash })).body.status).toBe('submitted');
});

const waiting = (id: string, more = {}) => ({
  _id: id,
  by: 'somebody',
  state: 'waiting' as const,
  createdAt: new Date(),
  expiresAt: new Date(Date.now() + 3600_000),
  ...more,
});

test('a file whose reader died is read by another process; one that ends its readers fails with a word', async () => {
  const past = new Date(Date.now() - 1000);
  await keepSourceFile('gcrashed', Buffer.from(syntheticGazette()));
  await Uploads.create(waiting('gcrashed', { state: 'reading', readingUntil: past, attempts: 1 }));
  await Uploads.create(waiting('gdeadly', { state: 'reading', readingUntil: past, attempts: 3 }));
  await tendImports(new Date());
  expect((await get('/staff/imports/gcrashed')).body).toMatchObject({ state: 'done', found: 3 });
  expect((await get('/staff/imports/gdeadly')).body).toMatchObject({
    state: 'failed',
    failure: { detail: expect.stringContaining('换一种格式') },
  });
});

test('a file that cannot be read later says why; what is too old is forgotten with its file', async () => {
  await keepSourceFile('gpoor', Buffer.from('今天天气很好。'));
  await Uploads.create(waiting('gpoor'));
  await tendImports(new Date());
  expect((await get('/staff/imports/gpoor')).body).toMatchObject({
    state: 'failed',
    failure: { code: 'not_a_gazette' },
  });
  await Uploads.updateOne({ _id: 'gpoor' }, { $set: { expiresAt: new Date(Date.now() - 1000) } });
  await tendImports(new Date());
  expect(await get('/staff/imports/gpoor')).toMatchObject({ status: 404, body: { code: 'import_not_found' } });
  await expect(loadSourceFile('gpoor')).rejects.toMatchObject({ code: 'import_not_found' });
  expect(await UploadedDocuments.countDocuments({ upload: 'gpoor' })).toBe(0);
});

test('lines of a long source are found by their number, whatever their length', async () => {
  const lines = Array.from({ length: 1300 }, (_, n) => `第${n + 1}行${n % 400 === 7 ? '长'.repeat(300_000) : ''}`);
  const soon = new Date(Date.now() + 3600_000);
  expect(await keepSourceLines('glong', lines.join('\n'), false, soon)).toEqual({ lines: 1300, pages: 0 });
  const { lines: shown } = await readSourceLines('glong', 1300, 405, 412);
  expect(shown.map(({ no, text }) => [no, text])).toEqual(lines.slice(404, 412).map((text, n) => [405 + n, text]));
  expect((await readSourceLines('glong', 1300, 1)).lines).toHaveLength(500);
  expect((await readSourceLines('glong', 1300, 1301)).lines).toEqual([]);
  await SourceLineRecords.deleteMany({ upload: 'glong' });
});

test.each<['get' | 'post', string, StaffRole[]]>([
  ['get', '/staff/imports', ['editor', 'approver', 'publisher', 'admin', 'auditor']],
  ['get', '/staff/imports/ID', ['editor', 'approver', 'publisher', 'admin', 'auditor']],
  ['get', '/staff/imports/ID/documents/0', ['editor', 'approver', 'publisher', 'admin', 'auditor']],
  ['get', '/staff/imports/ID/lines', ['editor', 'approver', 'publisher', 'admin', 'auditor']],
  ['post', '/staff/imports/ID/accept', ['editor', 'admin']],
])('%s %s is for %j', async (method, path, allowed) => {
  const id = (await Uploads.findOne({ state: 'done' }).lean())?._id ?? '';
  const target = path.replace('ID', id);
  for (const role of Object.keys(tokens) as StaffRole[]) {
    const body = method === 'post' ? { documents: [] } : undefined;
    const { status } = await server.call(method, target, { token: tokens[role], body });
    expect([role, status]).toEqual([role, allowed.includes(role) ? 200 : 403]);
  }
  expect((await server.call(method, target, {})).status).toBe(401);
});
