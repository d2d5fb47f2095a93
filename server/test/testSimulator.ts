import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import type { Config } from '../src/config';
import { createLogger } from '../src/observability';
import { createSimulator, type SimulatorOptions } from '../devtools/src/simulator';
import { createWechatClient, type WechatClient } from '../src/wechat';
import { testConfig } from './testServer';

type Options = Partial<Pick<SimulatorOptions, 'latencyMs' | 'benchCredit' | 'callback'>> & { config?: Config };

/**
 * A simulated WeChat on a free port, and a client that talks to it.
 * `control('post', '/faults', {…})` calls what lies below /simulator.
 */
export async function startTestSimulator({ config = testConfig(), ...options }: Options = {}) {
  const { appId, secret, templates } = config.wechat;
  const simulator = createSimulator({ appId, secret, templates, callback: null, ...options });
  const app = new Koa();
  app.use(simulator.middleware);
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { ...config.wechat, apiBase: `${origin}/simulator/wechat` };
  const clients: WechatClient[] = [];

  /** A client with connections and a token store of its own, as another process would have. */
  function client(timeouts = { connect: 5000, answer: 10_000 }): WechatClient {
    const made = createWechatClient(account, createLogger('silent'), timeouts);
    clients.push(made);
    return made;
  }

  async function control(method: 'get' | 'post' | 'delete', path: string, body?: unknown) {
    const response = await fetch(`${origin}/simulator${path}`, {
      method: method.toUpperCase(),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    // Tests look into whatever shape the control answers.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    return { status: response.status, body: response.status === 200 ? ((await response.json()) as any) : undefined };
  }

  async function loginCode(resident: string): Promise<string> {
    const { body } = await control('post', '/demo/login', { resident });
    return (body as { code: string }).code;
  }

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await Promise.all(clients.map((each) => each.close()));
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
  return { origin, account, config, simulator, client, control, loginCode, stop };
}

export type TestSimulator = Awaited<ReturnType<typeof startTestSimulator>>;
