import { ApiProblem, answerOf, createApiClient } from '@shuozhi/client';
import { publishNotice } from '../../client/example/publishNotice';
import { aDraft } from '../../test/factories';
import { startComposedServer, type ComposedServer } from '../../test/composedServer';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';

useTestDatabase();

let server: ComposedServer;
let tokens: Awaited<ReturnType<typeof staffTokens>>;
beforeAll(async () => {
  server = await startComposedServer(testConfig());
  tokens = await staffTokens(server);
});
afterAll(() => server.stop());

const as = (token?: string) => createApiClient(server.origin, () => ({ token }));

test('the example of the client takes a text to the public, as two people', async () => {
  const colleagues = { writer: as(tokens.editor), approver: as(tokens.approver) };
  const { notice } = await publishNotice(colleagues, aDraft({ title: '关于清明期间文明祭扫的通告' }));
  const { items } = await answerOf(as().GET('/notices'));
  expect(items.map(({ id, title }) => [id, title])).toEqual([[notice.id, '关于清明期间文明祭扫的通告']]);
});

test('a refused call throws the problem of the server', async () => {
  const refused = answerOf(as().GET('/staff/notices', {}));
  await expect(refused).rejects.toThrow(ApiProblem);
  await expect(refused).rejects.toMatchObject({ problem: { code: 'unauthorized', status: 401 }, message: '请先登录' });
});
