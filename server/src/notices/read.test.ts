import { dayOfMoment, lastDayBefore, momentOf, VALIDITIES, type Validity } from '@shuozhi/shared';
import { aDraft } from '../../test/factories';
import { publishedNotice, withdrawWith } from '../../test/noticeSteps';
import { startTestServer, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { upsertImportedNotice } from './importNotice';
import { Notices } from './model';
import { noticesRoutes } from './routes';
import { seedSamples } from './samples';

useTestDatabase();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ routes: noticesRoutes() });
});
afterAll(() => server.stop());
beforeEach(() => Notices.deleteMany({}));

const now = new Date();
const publish = (more: Parameters<typeof aDraft>[0]) =>
  upsertImportedNotice(
    { draft: aDraft(more), confidence: 1, warnings: [], needsReview: false },
    { publish: true, actor: null, now },
  );
const titles = (body: { items: { title: string }[] }) => body.items.map((item) => item.title);

test('the twelve samples are listed once, also after a second start', async () => {
  expect(await seedSamples(now)).toBe(12);
  expect(await seedSamples(now)).toBe(0);
  const { body } = await server.call('get', '/notices');
  expect(body.items).toHaveLength(12);
  expect(body.items.every((item: { sample: boolean }) => item.sample)).toBe(true);
});

test('paging stays right while new notices arrive', async () => {
  for (let day = 1; day <= 9; day += 1) await publish({ title: `第${day}号`, writtenOn: `2020-01-0${day}` });
  const first = await server.call('get', '/notices?limit=4');
  await publish({ title: '刚刚到', writtenOn: '2020-02-01' });
  const second = await server.call('get', `/notices?limit=4&cursor=${first.body.nextCursor}`);
  const third = await server.call('get', `/notices?limit=4&cursor=${second.body.nextCursor}`);
  expect([first, second, third].flatMap(({ body }) => titles(body))).toEqual(
    [9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `第${n}号`),
  );
  expect(third.body.nextCursor).toBeNull();
});

test('documents of the same day are paged without loss', async () => {
  for (let n = 0; n < 7; n += 1) await publish({ title: `同日${n}`, writtenOn: '2020-01-01' });
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await server.call('get', `/notices?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...titles(body));
    cursor = body.nextCursor as string | null;
  }
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
});

/** A moment so many minutes from now, and its day. */
const inMinutes = (minutes: number) => momentOf(new Date(now.getTime() + minutes * 60_000));
const fromMoment = (startsAt: string) => ({ startsAt, effectiveFrom: dayOfMoment(startsAt) });
const toMoment = (endsAt: string) => ({ endsAt, effectiveTo: lastDayBefore(endsAt) });

test.each<[Validity, Parameters<typeof aDraft>[0]]>([
  ['未注明', {}],
  ['现行有效', { effectiveFrom: '2020-01-01' }],
  ['已过期', { effectiveFrom: '2020-01-01', effectiveTo: '2020-06-25' }],
  ['尚未施行', { effectiveFrom: '2999-01-01' }],
  ['已过期', { ...fromMoment(inMinutes(-120)), ...toMoment(inMinutes(-10)) }],
  ['现行有效', { ...fromMoment(inMinutes(-120)), ...toMoment(inMinutes(10)) }],
  ['尚未施行', { ...fromMoment(inMinutes(10)), ...toMoment(inMinutes(20)) }],
])('the filter and the answer agree on %s: %j', async (wanted, dates) => {
  await publish({ writtenOn: null, ...dates });
  for (const validity of VALIDITIES) {
    const { body } = await server.call('get', `/notices?validity=${encodeURIComponent(validity)}`);
    expect(body.items.map((item: { validity: string }) => item.validity)).toEqual(validity === wanted ? [wanted] : []);
  }
});

test("a district's list holds its own and the whole city's notices", async () => {
  await publish({ title: '全市', regions: ['140600'] });
  await publish({ title: '右玉', regions: ['140623'] });
  await publish({ title: '朔城', regions: ['140602'] });
  const { body } = await server.call('get', '/notices?region=140623');
  expect(titles(body).sort()).toEqual(['全市', '右玉']);
});

test.each([
  ['an unknown topic', '/notices?topic=fires'],
  ['an operator in a parameter', '/notices?topic[$ne]=fire&topic=x&topic=y'],
  ['a limit of nonsense', '/notices?limit=abc'],
  ['a forged cursor', '/notices?cursor=abc'],
  ['a cursor of another shape', `/notices?cursor=${Buffer.from('[{"$gt":1},"x"]').toString('base64url')}`],
])('%s answers a problem with code and request id', async (_name, path) => {
  const { status, body, headers } = await server.call('get', path);
  expect(status).toBe(400);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ code: expect.stringMatching(/^invalid_/), requestId: headers.get('x-request-id') });
});

test('drafts are not public', async () => {
  const { noticeId } = await upsertImportedNotice(
    { draft: aDraft(), confidence: 1, warnings: [], needsReview: false },
    { publish: false, actor: null, now },
  );
  expect((await server.call('get', `/notices/${noticeId}`)).status).toBe(404);
  expect((await server.call('get', '/notices')).body.items).toEqual([]);
});

test('a notice that was taken back answers 410, and beside it when and why; never its text', async () => {
  const { notice } = await publishedNotice({ title: '关于停水的通知', docNo: '示政发〔2026〕9号' }, now);
  await withdrawWith(notice._id, '内容有误，正在更正', new Date('2026-11-20T02:00:00Z'));
  const { status, body } = await server.call('get', `/notices/${notice._id}`);
  expect([status, body.code]).toEqual([410, 'notice_withdrawn']);
  expect((await server.call('get', `/notices/${notice._id}/blocks`)).status).toBe(410);
  const gone = await server.call('get', `/notices/${notice._id}/withdrawal`);
  expect(gone.body).toMatchObject({
    title: '关于停水的通知',
    withdrawnOn: '2026-11-20',
    reason: '内容有误，正在更正',
    replacedById: null,
  });
  expect(JSON.stringify(gone.body)).not.toContain('林区内禁止用火');

  const { notice: next } = await publishedNotice({ title: '关于停水的通知（更正）', docNo: '示政发〔2026〕9号' }, now);
  const again = await server.call('get', `/notices/${notice._id}/withdrawal`);
  expect(again.body.replacedById).toBe(next._id);
  expect((await server.call('get', `/notices/${next._id}/withdrawal`)).status).toBe(404);
});

test('a long document comes in pages that join to the whole', async () => {
  const blocks = Array.from({ length: 400 }, (_, n) => ({
    type: 'paragraph' as const,
    text: `第${n}段${'文'.repeat(300)}`,
  }));
  const { noticeId } = await publish({ blocks });
  const first = await server.call('get', `/notices/${noticeId}`);
  expect(first.body.blocksTotal).toBe(400);
  const all = [...first.body.blocks];
  for (let next: number | null = first.body.nextBlock; next !== null;) {
    const page = await server.call('get', `/notices/${noticeId}/blocks?from=${next}`);
    expect(JSON.stringify(page.body).length).toBeLessThan(256 * 1024);
    all.push(...page.body.blocks);
    next = page.body.nextBlock;
  }
  expect(all).toEqual(blocks);
});

test('a read is answered 304 when nothing changed', async () => {
  await publish({});
  const first = await server.call('get', '/notices');
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('public, max-age=5');
  expect((await server.call('get', '/notices', { headers: { 'if-none-match': etag } })).status).toBe(304);
});
