import { startComposedServer, type ComposedServer } from '../../test/composedServer';
import { aDraft } from '../../test/factories';
import { syntheticGazette } from '../../test/gazettes/factories';
import { useTestDatabase } from '../../test/testDatabase';
import { importDocuments } from '../gazettes/importDocuments';
import { parseFile } from '../gazettes/parseFile';
import { cityProfile } from '../gazettes/profile';
import { seedItems } from '../items';
import { Notices } from '../notices/model';

useTestDatabase();
jest.setTimeout(180_000);

let server: ComposedServer;
beforeAll(async () => {
  await seedItems(new Date());
  server = await startComposedServer();
  await server.hire('全市', 'editor');
  await server.hire('审批', 'approver');
  await server.hire('林业', 'editor', '市林业局');
  await server.hire('市场', 'editor', '市场监管局');
});
afterAll(() => server.stop());

const forbidden = { status: 403, body: { code: 'forbidden' } };

test('who belongs to a department hands in, revises and withdraws its texts only', async () => {
  const { body: draft } = await server.as('全市', 'post', '/staff/notices', aDraft());
  const path = `/staff/notices/${draft.id}`;
  const { hash } = draft;
  expect(await server.as('林业', 'post', `${path}/submit`, { hash })).toMatchObject(forbidden);
  await server.as('全市', 'post', `${path}/submit`, { hash });
  await server.as('审批', 'post', `${path}/approve`, { hash });
  await server.as('全市', 'post', `${path}/publish`, { hash });
  expect(await server.as('林业', 'post', `${path}/withdraw`, { hash, reason: '不要了' })).toMatchObject(forbidden);
  const revision = { base: hash, draft: aDraft({ issuers: ['市林业局'] }) };
  expect(await server.as('林业', 'post', `${path}/revise`, revision)).toMatchObject(forbidden);
});

test('… and imports its documents only: of a file with others nothing is stored', async () => {
  const { documents } = await parseFile(Buffer.from(syntheticGazette()), cityProfile);
  const own = documents[2]?.issuers[0];
  const before = await Notices.countDocuments();
  const store = (list: typeof documents) =>
    importDocuments(list, { publish: false, actor: 's1', department: own ?? null, now: new Date() });
  await expect(store(documents)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await Notices.countDocuments()).toBe(before);
  expect(await store(documents.slice(2, 3))).toMatchObject([{ outcome: 'created' }]);
});

test('… and proposes elements of its own items, by whatever name it goes', async () => {
  const table = (no: string) => ({
    format: 'csv',
    content: Buffer.from(`编号,办理地点\n${no},一楼\n`).toString('base64'),
    dryRun: false,
  });
  // 2020-283 is an item of 市市场监督管理局.
  const foreign = await server.as('林业', 'post', '/staff/items/elements', table('283'));
  expect(foreign).toMatchObject({ status: 403, body: { errors: [{ path: '2020-283' }] } });
  const own = await server.as('市场', 'post', '/staff/items/elements', table('283'));
  expect(own.body.change).toMatchObject({ state: 'submitted' });
});

test('… and does not write the vocabulary, which is everybody’s', async () => {
  const group = { words: ['扎猛子'], means: ['游泳'] };
  const hot = { topics: [{ text: '防汛', months: [7] }] };
  expect(await server.as('林业', 'post', '/staff/words', group)).toMatchObject(forbidden);
  expect(await server.as('林业', 'put', '/staff/search/hot', hot)).toMatchObject(forbidden);
  expect((await server.as('全市', 'post', '/staff/words', group)).status).toBe(201);
});
