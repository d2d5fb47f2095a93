import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Drain } from './drain';

let drain: Drain;
let server: Server;
let port: number;
/** Answers of streams that the test ends itself. */
let streams: ServerResponse[];

beforeEach(async () => {
  drain = new Drain();
  streams = [];
  server = createServer(
    drain.watching((request, response) => {
      if (request.url === '/stream') {
        response.write('begin ');
        streams.push(response);
      } else if (request.url === '/readyz') {
        response.writeHead(drain.mayReceive() ? 200 : 503).end();
      } else response.end('answered');
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close').catch(() => undefined);
});

async function ask(path: string, agent = new Agent()): Promise<IncomingMessage> {
  const [answer] = (await once(get({ port, path, agent }), 'response')) as [IncomingMessage];
  return answer;
}

test('waits for a stream, and is over within a second after its end', async () => {
  const answer = await ask('/stream');
  drain.begin();
  let over = 0;
  const quiet = drain.quiet(60_000).then(() => (over = performance.now()));
  expect(over).toBe(0);
  streams[0]?.end('end');
  const ended = performance.now();
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  expect(text).toBe('begin end');
  await quiet;
  expect(over - ended).toBeLessThan(1000);
});

test('a stream without an end does not keep it longer than told', async () => {
  await ask('/stream');
  drain.begin();
  const began = performance.now();
  await drain.quiet(300);
  expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  expect(streams[0]?.writableEnded).toBe(false);
});

test('answers still while draining, and ends each connection with its answer', async () => {
  const agent = new Agent({ keepAlive: true });
  (await ask('/', agent)).resume();
  drain.begin();
  const answer = await ask('/', agent);
  expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  answer.resume();
});

test('waits until whoever watches has heard that it is leaving', async () => {
  expect((await ask('/readyz')).statusCode).toBe(200);
  drain.begin();
  let over = false;
  const quiet = drain.quiet(60_000).then(() => (over = true));
  expect((await ask('/')).statusCode).toBe(200);
  expect(over).toBe(false);
  expect((await ask('/readyz')).statusCode).toBe(503);
  await quiet;
  expect(over).toBe(true);
});

test('with nobody connected and nobody watching it is over at once', async () => {
  drain.begin();
  const began = performance.now();
  await drain.quiet(60_000);
  expect(performance.now() - began).toBeLessThan(500);
});
