import { createHash } from 'node:crypto';
import { anOfficeFile, aPdf, EXCEL } from '../../test/attachments/testFiles';
import { aDraft } from '../../test/factories';
import { approveProposal, proposeText, publishedNotice, withdrawWith } from '../../test/noticeSteps';
import { startComposedServer, type ComposedServer } from '../../test/composedServer';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import { namedFiles } from '../notices';
import { contents, Files, pieces } from './model';
import { keepFile } from './store';
import { removeUnusedFiles } from './sweep';

useTestDatabase();

let server: ComposedServer;
let tokens: Awaited<ReturnType<typeof staffTokens>>;
beforeAll(async () => {
  server = await startComposedServer(testConfig());
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());

// The ids of contents carry the machine's time.
const NOW = new Date();
const DAY_MS = 24 * 3600 * 1000;
const daysAfter = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const named = (file: string, title = '烧纸点位图') => ({ attachments: [{ title, available: true, file }] });

async function upload(bytes: Buffer, token = tokens.editor) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), '../../etc/passwd');
  const response = await fetch(`${server.origin}/api/v1/staff/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  // Tests look into whatever shape the route answers.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: response.status, body: (await response.json()) as any };
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/api/v1${path}`, { headers });

test('a file is uploaded by those who write, kept once, and shown to staff only until it is published', async () => {
  const pdf = aPdf('a map');
  const first = await upload(pdf);
  expect(first).toEqual({
    status: 201,
    body: { id: createHash('sha256').update(pdf).digest('hex'), type: 'pdf', bytes: pdf.length },
  });
  expect(await upload(pdf)).toEqual(first);
  expect(await pieces().countDocuments({})).toBe(1);
  expect((await upload(pdf, tokens.auditor)).body.code).toBe('forbidden');

  const { id } = first.body as { id: string };
  expect((await get(`/staff/files/${id}`)).status).toBe(401);
  const staff = await get(`/staff/files/${id}`, { authorization: `Bearer ${tokens.auditor}` });
  expect(Buffer.from(await staff.arrayBuffer())).toEqual(pdf);

  const created = await server.call('post', '/staff/notices', { token: tokens.editor, body: aDraft(named(id)) });
  expect(created.status).toBe(201);
  expect((await get(`/notices/${created.body.id}/files/${id}`)).status).toBe(404);
});

test('two uploads of the same at once are one file', async () => {
  const bytes = aPdf('at once');
  const both = await Promise.all([keepFile(bytes, NOW), keepFile(bytes, NOW)]);
  expect(both[0]).toEqual(both[1]);
  const { content } = (await Files.findById(both[0].id).lean()) ?? {};
  const kept = await contents().find({ filename: both[0].id }).toArray();
  expect(kept.map(({ _id }) => _id.toHexString())).toEqual([content]);
});

test('a text that names a file there is not is refused at its place', async () => {
  const body = aDraft(named('0'.repeat(64)));
  const refused = await server.call('post', '/staff/notices', { token: tokens.editor, body });
  expect(refused.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'attachments.0.file' }] });
});

test.each([
  'http://example.com/1',
  'javascript:alert(1)',
  'https://localhost/x',
  'https://gov.example@elsewhere.example/1',
  '原文',
])('the page of the original text cannot be %s', async (sourceUrl) => {
  const body = { ...aDraft(), sourceUrl };
  const refused = await server.call('post', '/staff/notices', { token: tokens.editor, body });
  expect(refused.body.errors[0]).toEqual({ path: 'sourceUrl', message: '请填写 https 网址' });
});

test('another file is another text: what was submitted is a draft again', async () => {
  const { id: one } = await keepFile(aPdf('one'), NOW);
  const { id: other } = await keepFile(aPdf('other'), NOW);
  const token = tokens.editor;
  const { body: draft } = await server.call('post', '/staff/notices', { token, body: aDraft(named(one)) });
  const at = `/staff/notices/${draft.id}`;
  const { body: submitted } = await server.call('post', `${at}/submit`, { token, body: { hash: draft.hash } });
  const edit = { draft: { ...submitted.draft, ...named(other) }, baseUpdatedAt: submitted.updatedAt };
  const { body: edited } = await server.call('put', at, { token, body: edit });
  expect(edited.status).toBe('draft');
  const stale = { token: tokens.approver, body: { hash: draft.hash } };
  expect((await server.call('post', `${at}/approve`, stale)).status).toBe(409);
  expect(edited.hash).not.toBe(draft.hash);
});

describe('a file of a published notice', () => {
  const bytes = anOfficeFile(EXCEL);
  let path: string;
  let file: string;
  let notice: string;
  beforeAll(async () => {
    file = (await keepFile(bytes, NOW)).id;
    const source = { sourceUrl: 'https://www.shuozhou.gov.cn/a/1.html' };
    notice = (await publishedNotice({ ...named(file, '网点/名单'), ...source }, NOW)).notice._id;
    server.cache.clear();
    path = `/notices/${notice}/files/${file}`;
  });

  test('stands in the notice with its kind and size, beside the page of the original', async () => {
    const { body } = await server.call('get', `/notices/${notice}`);
    expect(body.attachments).toEqual([
      { title: '网点/名单', available: true, file: { id: file, type: 'xlsx', bytes: bytes.length } },
    ]);
    expect(body.sourceUrl).toBe('https://www.shuozhou.gov.cn/a/1.html');
  });

  test('is answered under its title, and nothing in it can act as our site', async () => {
    const response = await get(path);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': expect.stringContaining(`filename*=UTF-8''${encodeURIComponent('网点 名单.xlsx')}`),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=60',
      'accept-ranges': 'bytes',
      etag: `"${file}"`,
    });
    const head = await fetch(`${server.origin}/api/v1${path}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, `${bytes.length}`]);
  });

  test('is not sent again to who has it', async () => {
    // Node's fetch would ask for a fresh one.
    const response = await get(path, { 'if-none-match': `"${file}"`, 'cache-control': 'max-age=0' });
    expect([response.status, await response.text()]).toEqual([304, '']);
  });

  test.each([
    ['bytes=2-5', 206, 'bytes 2-5', bytes.subarray(2, 6)],
    ['bytes=-3', 206, `bytes ${bytes.length - 3}-${bytes.length - 1}`, bytes.subarray(-3)],
    ['bytes=0-', 206, `bytes 0-${bytes.length - 1}`, bytes],
    ['bytes=0-1,4-5', 200, undefined, bytes],
    ['lines=1-2', 200, undefined, bytes],
  ])('the range %s', async (range, status, part, expected) => {
    const response = await get(path, { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(part === undefined ? null : `${part}/${bytes.length}`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(expected));
  });

  test('a range beyond its end is refused; one of another content is not taken', async () => {
    const beyond = await get(path, { range: `bytes=${bytes.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    expect((await get(path, { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
    expect((await get(path, { range: 'bytes=0-1', 'if-range': `"${file}"` })).status).toBe(206);
  });

  test('goes from the public with the revision that takes it away, and with the withdrawal', async () => {
    const { id: other } = await keepFile(aPdf('a better map'), NOW);
    await proposeText(notice, { draft: named(other), major: false, changeNote: null }, NOW);
    expect((await get(`/notices/${notice}/files/${other}`)).status).toBe(404);
    await approveProposal(notice, NOW);
    expect((await get(path)).status).toBe(404);
    expect((await get(`/notices/${notice}/files/${other}`)).status).toBe(200);
    await withdrawWith(notice, '点位有误', NOW);
    expect((await get(`/notices/${notice}/files/${other}`)).status).toBe(410);
  });
});

describe('the sweep', () => {
  test('removes, after a day, what no text names, present, earlier or proposed', async () => {
    const kept = async (words: string) => (await keepFile(aPdf(words), NOW)).id;
    const unused = await kept('unused');
    const present = await kept('present');
    const earlier = await kept('earlier');
    const proposed = await kept('proposed');
    const { notice } = await publishedNotice({ docNo: '某政发〔2026〕9号', ...named(earlier) }, NOW);
    await proposeText(notice._id, { draft: named(present), major: false, changeNote: null }, NOW);
    await approveProposal(notice._id, NOW);
    await proposeText(notice._id, { draft: named(proposed), major: false, changeNote: null }, NOW);
    const all = [unused, present, earlier, proposed];
    const left = () => Files.distinct('_id', { _id: { $in: all } });

    await removeUnusedFiles(namedFiles, daysAfter(0.5));
    expect(await left()).toHaveLength(4);
    await removeUnusedFiles(namedFiles, daysAfter(2));
    expect((await left()).sort()).toEqual([present, earlier, proposed].sort());
    expect(await contents().find({ filename: unused }).toArray()).toEqual([]);
    expect(await pieces().countDocuments({})).toBe(await Files.countDocuments({}));
  });

  test('leaves what somebody names at the same moment', async () => {
    const { id } = await keepFile(aPdf('in time'), NOW);
    const beside = async () => {
      await keepFile(aPdf('in time'), daysAfter(2));
      return new Set<string>();
    };
    await removeUnusedFiles(beside, daysAfter(2));
    expect(await Files.exists({ _id: id })).not.toBeNull();
  });

  test('removes what an upload that was cut off left behind', async () => {
    const { id } = await keepFile(aPdf('lost'), NOW);
    await Files.deleteOne({ _id: id });
    const whole = await pieces().countDocuments({});
    await removeUnusedFiles(namedFiles, daysAfter(0.5));
    expect(await pieces().countDocuments({})).toBe(whole);
    await removeUnusedFiles(namedFiles, daysAfter(2));
    expect(await contents().find({ filename: id }).toArray()).toEqual([]);
  });
});
