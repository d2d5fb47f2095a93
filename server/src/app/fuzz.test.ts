import { Pool } from 'undici';
import { Random } from '../../test/fuzz/random';
import { RequestMaker, type Description, type FuzzRequest } from '../../test/fuzz/requests';
import { staffTokens } from '../../test/staffTokens';
import { useTestDatabase } from '../../test/testDatabase';
import { startTestServer, testConfig, type TestServer } from '../../test/testServer';
import { startTestSimulator, type TestSimulator } from '../../test/testSimulator';
import { openApiDocument } from '../http';
import { seedItems } from '../items';
import { seedSamples } from '../notices';
import { Notices } from '../notices/model';
import { createLogger } from '../observability';
import { API_PREFIX } from './createApp';
import { composeModules } from './composeModules';

useTestDatabase();

const SEED = 20_261_130;
// More with FUZZ_REQUESTS; the first ones are the same.
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2000);
const AT_ONCE = 16;
/** Requests may end sessions, change passwords and remove residents. */
const LOGINS_EVERY = 1000;
/** Others than this say that the program did not know what to do. 502: the simulated WeChat refused. */
const EXPECTED = new Set([200, 201, 202, 204, 302, 304, 400, 401, 403, 404, 405, 409, 413, 415, 422, 423, 429, 502]);

let simulator: TestSimulator;
let server: TestServer;
let maker: RequestMaker;
let residents: string[] = [];
let staff: string[] = [];

async function logIn(): Promise<void> {
  residents = await Promise.all(
    ['zhang', 'li', 'wang'].map(async (person) => {
      const code = await simulator.loginCode(person);
      return (await server.call('post', '/auth/wechat', { body: { code } })).body.token as string;
    }),
  );
}

beforeAll(async () => {
  simulator = await startTestSimulator();
  const config = testConfig({
    WECHAT_API_BASE: `${simulator.origin}/simulator/wechat`,
    WECHAT_APPID: simulator.account.appId,
    WECHAT_SECRET: simulator.account.secret,
    RATE_PER_IP: '1000000',
    RATE_PER_RESIDENT: '1000000',
    PUBLIC_URL: 'https://notice.example',
    PROXY: '1',
  });
  const modules = composeModules(config, createLogger('silent'), 'http://127.0.0.1:1');
  await seedItems(new Date());
  await seedSamples(new Date());
  server = await startTestServer({ ...modules, config });
  staff = Object.values(await staffTokens(server));
  const ids = (await Notices.find({}, { _id: 1 }).lean()).map(({ _id }) => _id);
  const description = openApiDocument(modules.routes, API_PREFIX) as unknown as Description;
  maker = new RequestMaker(new Random(SEED), description, [...ids, 'i-283', '2020-6'], () => ({ residents, staff }));
  await logIn();
});
afterAll(async () => {
  await server.stop();
  await simulator.stop();
});

interface Fault {
  request: FuzzRequest;
  status: number;
  text: string;
}

/** Sends a request; answers what is wrong with its answer. */
async function judge(pool: Pool, request: FuzzRequest, counts: Map<number, number>): Promise<Fault | null> {
  const { path, headers: given, body } = request;
  const send = () => pool.request({ method: request.method, path, headers: given, body });
  // A connection that the server ended, because it had not read the body, may meet the next request; once.
  const answer = await send().catch(send);
  const text = await answer.body.text();
  const { statusCode: status, headers } = answer;
  counts.set(status, (counts.get(status) ?? 0) + 1);
  const isProblem = String(headers['content-type']).startsWith('application/problem+json');
  const told = status < 400 || request.method === 'HEAD' || (isProblem && /"code":"\w+"/.test(text));
  return EXPECTED.has(status) && told ? null : { request, status, text: text.slice(0, 300) };
}

test(`no request of ${REQUESTS} is answered with an error of ours`, async () => {
  const pool = new Pool(server.origin, { connections: AT_ONCE, keepAliveTimeout: 1000 });
  const counts = new Map<number, number>();
  const faults: Fault[] = [];
  for (let n = 0; n < REQUESTS; n += LOGINS_EVERY) {
    const requests = Array.from({ length: Math.min(LOGINS_EVERY, REQUESTS - n) }, (_, k) => maker.make(n + k));
    const sender = async () => {
      for (let request = requests.pop(); request; request = requests.pop()) {
        const fault = await judge(pool, request, counts);
        if (fault !== null) faults.push(fault);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    await logIn();
  }
  await pool.close();
  console.info(
    [...counts]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status} × ${count}`)
      .join('  '),
  );
  const shown = faults.map(
    ({ request: { method, path, body }, status, text }) => `${status} ${method} ${path} ${body ?? ''} → ${text}`,
  );
  expect(shown.slice(0, 20).map((line) => line.slice(0, 600))).toEqual([]);
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  // The requests reach handlers, not only their schemas.
  expect(counts.get(200)).toBeGreaterThan(REQUESTS / 20);
}, 600_000);
