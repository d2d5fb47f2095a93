import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { databaseNameFor, testDatabaseUri, useTestDatabase } from '../../../test/testDatabase';
import { startTestSimulator, type TestSimulator } from '../../../test/testSimulator';
import { entryArgs } from '../../runtime';
import { WechatTokens } from './tokenLease';

useTestDatabase();

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ latencyMs: 50 });
});
afterAll(() => simulator.stop());

const said = async (child: ChildProcess) => ((await once(child, 'message')) as [string])[0];

/** A real process with a client of its own, connected and waiting to be told to go. */
async function waitingClient(): Promise<ChildProcess> {
  const { execArgv } = entryArgs('main');
  const child = fork(path.resolve(__dirname, '../../../test/warmClient.ts'), [], {
    execArgv,
    env: {
      ...process.env,
      MONGODB_URI: testDatabaseUri(),
      DATABASE: databaseNameFor(__filename),
      ACCOUNT: JSON.stringify(simulator.account),
    },
  });
  expect(await said(child)).toBe('ready');
  return child;
}

it('is fetched once by two processes that ask at the same moment', async () => {
  const children = await Promise.all([waitingClient(), waitingClient()]);
  const ended = children.map((child) => once(child, 'exit'));
  const answers = children.map(said);
  for (const child of children) child.send('go');
  expect(await Promise.all(answers)).toEqual(['true', 'true']);
  await Promise.all(ended);
  const { body } = await simulator.control('get', '/journal');
  expect(body.outcomes['/cgi-bin/stable_token 0']).toBe(1);
  expect(await WechatTokens.findById(simulator.account.appId).lean()).toMatchObject({ lease: null });
}, 180_000);
