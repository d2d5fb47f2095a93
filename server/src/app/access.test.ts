import { STAFF_ROLES, type StaffRole } from '@shuozhi/shared/api';
import { startComposedServer, type ComposedServer } from '../../test/composedServer';
import { useTestDatabase } from '../../test/testDatabase';
import { createAccount } from '../staff';

useTestDatabase();
jest.setTimeout(180_000);

const ONE_TIME = 'a password for one time 1';
let server: ComposedServer;
beforeAll(async () => {
  server = await startComposedServer();
  for (const role of STAFF_ROLES) await server.hire(role, role);
});
afterAll(() => server.stop());

/** What concerns the own session and is open to everybody who has one. */
const OWN = [
  'get /staff/session',
  'delete /staff/session',
  'post /staff/password',
  'post /staff/second-factor',
  'post /staff/second-factor/confirm',
];
/** Open without a session. */
const OPEN = ['post /staff/session'];

/** Who gets past the door of which routes; what a role may do with a notice inside is a table of `notices`. */
const DOORS: [roles: StaffRole[], routes: string[]][] = [
  [
    ['editor', 'approver', 'publisher', 'admin', 'auditor'],
    [
      'get /staff/notices',
      'get /staff/notices/:id',
      'get /staff/notices/counts',
      'get /staff/notices/:id/presence',
      'get /staff/notices/:id/revisions',
      'get /staff/notices/:id/revisions/:hash',
      'get /staff/notices/:id/differences',
      'get /staff/notices/:id/comments',
      'get /staff/notices/:id/push-preview',
      'get /staff/files/:id',
      'get /staff/changes',
      'get /staff/changes/:id',
      'get /staff/campaigns',
      'get /staff/campaigns/:id',
      'get /staff/campaigns/:id/events',
      'get /staff/campaigns/:id/report.csv',
      'get /staff/campaigns/:id/unknown',
      'get /staff/campaigns.csv',
      'get /staff/duty',
      'get /staff/calls',
      'get /staff/alerts',
      'get /staff/alert-templates',
      'get /staff/exercise-residents',
      'get /staff/colleagues',
      'get /staff/imports',
      'get /staff/imports/:id',
      'get /staff/imports/:id/documents/:index',
      'get /staff/imports/:id/lines',
      'get /staff/imports/:id/pages/:page',
    ],
  ],
  [
    ['editor', 'approver', 'publisher', 'admin'],
    [
      'post /staff/notices',
      'put /staff/notices/:id',
      'patch /staff/notices/:id',
      'delete /staff/notices/:id',
      'post /staff/notices/:id/duplicate',
      'post /staff/notices/:id/preview',
      'delete /staff/notices/:id/presence',
      'post /staff/notices/:id/comments',
      'post /staff/notices/:id/comments/:comment/resolve',
      'delete /staff/notices/:id/comments/:comment',
      'delete /staff/notices/:id/versions/:version',
      'post /staff/notices/:id/submit',
      'post /staff/notices/:id/return',
      'post /staff/notices/:id/approve',
      'post /staff/notices/:id/confirm',
      'post /staff/notices/:id/accept',
      'post /staff/notices/:id/publish',
      'post /staff/notices/:id/schedule',
      'delete /staff/notices/:id/schedule',
      'post /staff/notices/:id/revise',
      'post /staff/notices/:id/withdraw',
      'post /staff/changes/:id/approve',
      'post /staff/changes/:id/return',
      'post /staff/calls/:id/phoned',
      'post /staff/alerts',
      'post /staff/alerts/:id/release',
    ],
  ],
  [
    ['editor', 'approver', 'admin'],
    [
      'post /staff/drafts',
      'put /staff/notices/:id/presence',
      'post /staff/files',
      'put /staff/alert-templates/:id',
      'put /staff/exercise-residents',
      'post /staff/imports',
      'post /staff/imports/:id/accept',
      'post /staff/items/elements',
      'post /staff/words',
      'put /staff/words/:id',
      'delete /staff/words/:id',
      'post /staff/words/try',
      'put /staff/search/hot',
    ],
  ],
  [
    ['editor', 'approver', 'admin', 'auditor'],
    ['get /staff/words', 'get /staff/searches'],
  ],
  [
    ['approver', 'publisher', 'admin'],
    [
      'post /staff/duty',
      'put /staff/duty/:id',
      'delete /staff/duty/:id',
      'post /staff/duty/:id/code',
      'post /staff/campaigns/:id/pause',
      'post /staff/campaigns/:id/resume',
      'post /staff/campaigns/:id/stop',
      'post /staff/campaigns/:id/resend',
      'post /staff/campaigns/:id/confirm-refusals',
      'post /staff/campaigns/:id/retry-refused',
      'post /staff/campaigns/:id/undo-refusals',
      'post /staff/campaigns/resume',
    ],
  ],
  [
    ['approver', 'admin', 'auditor'],
    ['get /staff/audit', 'get /staff/audit.csv'],
  ],
  [['admin', 'auditor'], ['get /staff/accounts']],
  [['admin'], ['post /staff/accounts', 'put /staff/accounts/:id', 'post /staff/accounts/:id/reset']],
];
const rolesOf = new Map(DOORS.flatMap(([roles, routes]) => routes.map((route) => [route, roles])));

const routesOfStaff = () => server.routes.filter(({ path }) => path.startsWith('/staff'));
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** Status and code of a call with an id that nobody has and an empty body; what streams is not read to its end. */
async function knock(route: { method: string; path: string }, token: string | undefined) {
  const response = await fetch(`${server.origin}/api/v1${route.path.replace(/:\w+/g, 'x')}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(route.method !== 'get' && { 'content-type': 'application/json' }),
    },
    ...(route.method !== 'get' && { body: '{}' }),
  });
  if (response.ok) {
    await response.body?.cancel();
    return { status: response.status, code: null };
  }
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}

test('every route of staff is behind the door of staff, and this list knows each of them', () => {
  const guarded = routesOfStaff().filter((route) => route.guard?.scheme === 'staff');
  expect(routesOfStaff().map(nameOf).sort()).toEqual([...rolesOf.keys(), ...OWN, ...OPEN].sort());
  expect(guarded.map(nameOf).sort()).toEqual([...rolesOf.keys(), ...OWN].sort());
});

test('nobody enters without a session, nor with what is none', async () => {
  const refused = { status: 401, code: 'unauthorized' };
  for (const route of routesOfStaff().filter((each) => !OPEN.includes(nameOf(each)))) {
    for (const token of [undefined, 'nothing']) {
      expect({ route: nameOf(route), ...(await knock(route, token)) }).toEqual({ route: nameOf(route), ...refused });
    }
  }
});

test('a session opened with a one-time password opens nothing but the change of password', async () => {
  for (const role of STAFF_ROLES) {
    await createAccount({ name: `new ${role}`, role, password: ONE_TIME, oneTime: true }, new Date());
    const login = await server.call('post', '/staff/session', { body: { name: `new ${role}`, password: ONE_TIME } });
    const token = login.body.token as string;
    const opened: string[] = [];
    for (const route of routesOfStaff().filter((each) => !OPEN.includes(nameOf(each)))) {
      if (nameOf(route) === 'delete /staff/session') continue;
      const { code } = await knock(route, token);
      if (code !== 'password_change_required') opened.push(nameOf(route));
    }
    expect(opened.sort()).toEqual(['get /staff/session', 'post /staff/password']);
  }
});

test('each role enters where the table says, and nowhere else', async () => {
  const entered: Record<string, StaffRole[]> = {};
  for (const route of routesOfStaff().filter((each) => rolesOf.has(nameOf(each)))) {
    const roles: StaffRole[] = [];
    for (const role of STAFF_ROLES) {
      const { status, code } = await knock(route, server.tokenOf(role));
      expect([nameOf(route), role, status]).not.toEqual([nameOf(route), role, 401]);
      if (code !== 'forbidden') roles.push(role);
    }
    entered[nameOf(route)] = roles;
  }
  expect(entered).toEqual(Object.fromEntries(rolesOf));
});
