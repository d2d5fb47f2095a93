import { fork } from 'node:child_process';
import path from 'node:path';
import { databaseNameFor, testDatabaseUri, useTestDatabase } from '../../../test/testDatabase';
import { startTestSimulator, type TestSimulator } from '../../../test/testSimulator';
import { entryArgs } from '../../runtime';
import { TokenModel } from './tokenModel';

useTestDatabase();

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ latencyMs: 50 });
});
afterAll(() => simulator.stop());

/** A real process that warms its own client and reports what it got, or dies on the way as told. */
function warmInProcess(): Promise<string> {
  const { execArgv } = entryArgs('simulator');
  const child = fork(path.resolve(__dirname, '../../../test/warmClient.ts'), [], {
    execArgv,
    env: {
      ...process.env,
      MONGODB_URI: testDatabaseUri(),
      DATABASE: databaseNameFor(__filename),
      ACCOUNT: JSON.stringify(simulator.account),
    },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as string));
    child.once('exit', (code) => reject(new Error(`exit ${code ?? 'by signal'}`)));
  });
}

it('is fetched once by processes that start together', async () => {
  expect(await Promise.all([warmInProcess(), warmInProcess()])).toEqual(['true', 'true']);
  const { body } = await simulator.control('get', '/journal');
  expect(body.outcomes['/cgi-bin/stable_token 0']).toBe(1);
  expect(await TokenModel.findById(simulator.account.appId).lean()).toMatchObject({ lease: null });
}, 120_000);
