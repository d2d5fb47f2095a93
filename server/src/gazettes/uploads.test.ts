import { auditTrail } from '../../test/auditTrail';
import { approver } from '../../test/noticeSteps';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { listForStaff } from '../notices';
import { createAccount, staffGuard, staffRoutes } from '../staff';
import { signingKey } from '../tokens';
import { syntheticGazette } from '../../test/gazettes/factories';
import { gazettesRoutes } from './routes';

useTestDatabase();

const key = signingKey(testConfig().jwtSecret);
const PASSWORD = 'a long password 1';
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer({
    routes: [
      ...staffRoutes({ key }),
      ...gazettesRoutes({ guard: staffGuard(key, ['editor', 'admin']), readers: staffGuard(key) }),
    ],
  });
  token = await session('editor', 'editor');
});
afterAll(() => server.stop());

async function session(name: string, role: 'editor' | 'approver'): Promise<string> {
  await createAccount({ name, role, password: PASSWORD, oneTime: false }, new Date());
  return (await server.call('post', '/staff/session', { body: { name, password: PASSWORD } })).body.token as string;
}

/** Status of every stored notice. */
async function statuses(): Promise<string[]> {
  return (await listForStaff({ limit: 50 }, approver)).items.map((notice) => notice.status);
}

async function upload(bytes: string | Uint8Array<ArrayBuffer>, bearer = token) {
  const form = new FormData();
  form.append('file', new Blob([bytes]), '公报.txt');
  const response = await fetch(`${server.origin}/api/v1/staff/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}` },
    body: form,
  });
  // Tests look into whatever shape the route answers.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const body: any = await response.json();
  return { status: response.status, body };
}

test('an uploaded gazette is read, looked at, and accepted as drafts; nothing is published', async () => {
  const { status, body } = await upload(syntheticGazette());
  expect(status).toBe(201);
  expect(body.filename).toBe('公报.txt');
  expect(body.documents.map((each: { docNo: string }) => each.docNo)).toEqual([
    '澄政发〔2021〕4号',
    '澄政办发〔2021〕11号',
    '澄财社〔2021〕27号',
  ]);
  expect(await statuses()).toEqual([]);

  const accept = `/staff/imports/${body.id}/accept`;
  const first = await server.call('post', accept, { token, body: { documents: [0, 2] } });
  expect(first.body.results.map((each: { outcome: string }) => each.outcome)).toEqual(['created', 'created']);
  const again = await server.call('post', accept, { token, body: {} });
  expect(again.body.results.map((each: { outcome: string }) => each.outcome)).toEqual([
    'unchanged',
    'created',
    'unchanged',
  ]);
  expect(await statuses()).toEqual(['draft', 'draft', 'draft']);
  expect((await auditTrail(body.id)).map((entry) => [entry.action, entry.detail])).toEqual([
    ['gazette.upload', null],
    ['gazette.import', '2'],
    ['gazette.import', '3'],
  ]);
});

test.each([
  ['no gazette', '今天天气很好，大家都去公园散步。', 422, 'not_a_gazette'],
  ['an empty file', '', 422, 'not_a_gazette'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]), 415, 'unsupported_media_type'],
  ['a broken Word file', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]), 415, 'unsupported_media_type'],
])('%s is refused and stores nothing', async (_, bytes, status, code) => {
  const before = await statuses();
  expect(await upload(bytes)).toMatchObject({ status, body: { code } });
  expect(await statuses()).toEqual(before);
});

test('more than 30 MB is refused while it arrives', async () => {
  expect(await upload('关于'.repeat(6 * 1024 * 1024))).toMatchObject({
    status: 413,
    body: { code: 'payload_too_large' },
  });
});

test('a body that is no form, an unknown upload, a caller without the role', async () => {
  expect(await server.call('post', '/staff/imports', { token, body: {} })).toMatchObject({ status: 415 });
  expect(await server.call('post', '/staff/imports/gnone/accept', { token, body: {} })).toMatchObject({
    status: 404,
    body: { code: 'import_not_found' },
  });
  const approver = await session('approver', 'approver');
  expect(await upload(syntheticGazette(), approver)).toMatchObject({ status: 403 });
});
