import { Agent, createServer, get, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const ASK_EVERY_MS = 100;

interface Target {
  port: number;
  ready: boolean;
}

/** Whether a process says that requests may be sent to it. */
function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ port, path: '/readyz', agent: false }, (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

/** A reverse proxy as plain as can be: to each ready process in turn, never twice for one request. */
export async function startRoundRobinProxy(ports: readonly number[]) {
  const targets: Target[] = ports.map((port) => ({ port, ready: false }));
  const agent = new Agent({ keepAlive: true });
  const look = async () => {
    await Promise.all(targets.map(async (target) => (target.ready = await isReady(target.port))));
  };
  let turn = 0;
  const server = createServer((request, response) => {
    const ready = targets.filter((target) => target.ready);
    turn += 1;
    const target = ready[turn % ready.length];
    const fail = () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    };
    if (target === undefined) {
      fail();
      return;
    }
    const { method, url, headers } = request;
    const forwarded = send({ port: target.port, method, path: url, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', fail).pipe(response);
    });
    forwarded.on('error', fail);
    request.pipe(forwarded);
  });
  await look();
  const asking = setInterval(() => void look(), ASK_EVERY_MS);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  /** Waits until so many processes are ready. */
  async function readyCount(count: number): Promise<void> {
    while (targets.filter(({ ready }) => ready).length < count) await look();
  }
  async function stop(): Promise<void> {
    clearInterval(asking);
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, readyCount, stop };
}
