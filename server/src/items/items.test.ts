import { createItemSearch } from '@shuozhi/shared';
import { itemCatalogue } from '@shuozhi/shared/api';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, type TestServer } from '../../test/testServer';
import { itemsRoutes, seedItems } from './index';
import { Items } from './model';

useTestDatabase();

/** The segmenter and the catalogue are loaded first; on a busy machine that takes its time, in milliseconds. */
const LOADING = 60_000;

let server: TestServer;
beforeAll(async () => {
  await seedItems(new Date('2026-01-05T00:00:00Z'));
  server = await startTestServer({ routes: itemsRoutes() });
}, LOADING);
afterAll(() => server.stop());

test('the catalogue of 2020 has 337 items; seeding again changes nothing', async () => {
  expect(await Items.countDocuments()).toBe(337);
  expect(await seedItems(new Date())).toBe(0);
});

test('seeding corrects a wrong name and keeps what staff filled in', async () => {
  await Items.updateOne({ _id: '2020-33' }, { $set: { name: '养老', 'elements.place': '一楼 3 号窗口' } });
  expect(await seedItems(new Date('2026-01-06T00:00:00Z'))).toBe(1);
  const item = await Items.findById('2020-33').lean();
  expect(item).toMatchObject({ name: '养老机构备案', elements: { place: '一楼 3 号窗口', hours: null } });
});

test('all pages together give each item once, in the order of the catalogue', async () => {
  const seen: number[] = [];
  let cursor = '';
  do {
    const { body } = await server.call('get', `/items?limit=100${cursor}`);
    expect(body.total).toBe(337);
    seen.push(...body.items.map((item: { no: number }) => item.no));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
  } while (cursor);
  expect(seen).toHaveLength(337);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(new Set(seen).size).toBe(337);
});

test.each([
  ['type=行政确认', 4],
  ['department=市民政局', 12],
  ['department=民政局', 12],
  ['department=卫健委&type=其他行政权力', 2],
  ['department=朔州市行政审批服务管理局', 337],
  ['department=没有这个局', 0],
])('filter %s gives %i items', async (filter, total) => {
  const { status, body } = await server.call('get', `/items?${filter}`);
  expect(status).toBe(200);
  expect(body.total).toBe(total);
});

test('words search inside the filters', async () => {
  const { body } = await server.call('get', '/items?q=加油站&department=商务局');
  expect(body.items.map((item: { no: number }) => item.no).sort()).toEqual([200, 206]);
});

test('a cursor of someone else is refused', async () => {
  const { status, body } = await server.call('get', '/items?cursor=WyJhIl0');
  expect([status, body.code]).toEqual([400, 'invalid_cursor']);
});

test('facets count every item once', async () => {
  const { body } = await server.call('get', '/items/facets');
  const sum = (list: { count: number }[]) => list.reduce((total, one) => total + one.count, 0);
  expect([sum(body.types), sum(body.departments)]).toEqual([337, 337]);
  expect(body.departments.find((one: { name: string }) => one.name === '市民政局').aliases).toContain('民政局');
});

test.each(['2020-283', 'i-283'])('an item is found as %s, with what is unknown as null', async (id) => {
  const { body } = await server.call('get', `/items/${id}`);
  expect(body).toMatchObject({
    id: '2020-283',
    department: '市市场监督管理局',
    handledBy: '朔州市行政审批服务管理局',
    basis: { docNo: '朔政发〔2020〕7号', noticeId: null },
    elements: { place: null, materials: null },
  });
});

test('an item names those of the same name under other departments', async () => {
  const { body } = await server.call('get', '/items/2020-103');
  expect(body.sameName.map((item: { id: string }) => item.id)).toEqual(['2020-109']);
});

test('an unknown item is a 404 with its code', async () => {
  const { status, body } = await server.call('get', '/items/i-6');
  expect([status, body.code]).toEqual([404, 'item_not_found']);
});

test('the offline catalogue ranks on the phone; its version moves with the content', async () => {
  const { body } = await server.call('get', '/items.json');
  const catalogue = itemCatalogue.parse(body);
  const offline = createItemSearch(catalogue);
  const found = offline.search('想开个养老院', 5);
  expect([found.confident, found.items[0]?.item.no]).toEqual([true, 33]);
  expect(found.items[0]?.parts).toContainEqual({ text: '养老机构备案', hit: true });
  expect(offline.search('办护照', 5).confident).toBe(false);
  expect(JSON.stringify(body).length).toBeLessThan(300_000);
});
