import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { loadConfig } from '../../../src/config';
import { createSimulator } from './createSimulator';

/**
 * The simulator in a process of its own, for benches and fault tests. Environment: PORT (0 = any free one), LATENCY_MS,
 * BENCH_CREDIT, CALLBACK_URL, and the WECHAT_* of the server it serves. Prints one ready line and tells a parent by IPC.
 */
if (process.env.NODE_ENV === 'production') throw new Error('the simulated WeChat is never part of production');
const { wechat } = loadConfig({ ...process.env, NODE_ENV: 'test', PORT: '0' });
const callbackUrl = process.env.CALLBACK_URL;
const simulator = createSimulator({
  appId: wechat.appId,
  secret: wechat.secret,
  templates: wechat.templates,
  callback: callbackUrl ? { url: callbackUrl, token: wechat.token, aesKey: wechat.aesKey } : null,
  latencyMs: Number(process.env.LATENCY_MS ?? 0),
  benchCredit: Number(process.env.BENCH_CREDIT ?? 1),
});
const app = new Koa();
app.use(simulator.middleware);
const server = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator/wechat`;
  process.stdout.write(`simulator ready at ${base}\n`);
  process.send?.({ type: 'ready', base });
});
server.keepAliveTimeout = 60_000;

function stop(): void {
  server.close();
  server.closeAllConnections();
  if (process.connected) process.disconnect();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
