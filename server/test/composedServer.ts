import type { StaffRole } from '@shuozhi/shared/api';
import { composeModules } from '../src/app/composeModules';
import type { Config } from '../src/config';
import { createLogger } from '../src/observability';
import { createAccount } from '../src/staff';
import { startTestServer, testConfig, type Answer } from './testServer';

const PASSWORD = 'a long password 1';

/** The whole program's routes on a server of a test, and members of staff who call it by name. */
export async function startComposedServer(config: Config = testConfig({ RATE_PER_IP: '1000000' })) {
  const modules = composeModules(config, createLogger('silent'), 'http://127.0.0.1:1');
  const server = await startTestServer({ config, routes: modules.routes, cache: modules.cache });
  const tokens = new Map<string, string>();
  const ids = new Map<string, string>();

  /** Makes an account as the command does, and logs it in. */
  async function hire(name: string, role: StaffRole, department: string | null = null): Promise<void> {
    const account = await createAccount({ name, role, department, password: PASSWORD, oneTime: false }, new Date());
    const { body } = await server.call('post', '/staff/session', { body: { name, password: PASSWORD } });
    ids.set(name, account.id);
    tokens.set(name, body.token as string);
  }

  /** A call by a member of staff; by nobody for an unknown name. */
  const as = (name: string, method: string, path: string, body?: object): Promise<Answer> =>
    server.call(method, path, { token: tokens.get(name), body });

  const stop = async () => {
    await server.stop();
    await modules.close();
  };
  return {
    ...server,
    routes: modules.routes,
    cache: modules.cache,
    hire,
    as,
    idOf: (name: string) => ids.get(name) ?? '',
    tokenOf: (name: string) => tokens.get(name),
    stop,
  };
}

export type ComposedServer = Awaited<ReturnType<typeof startComposedServer>>;
