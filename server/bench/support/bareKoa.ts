import Koa from 'koa';
import type { AddressInfo } from 'node:net';

// The baseline of the HTTP bench: one Koa middleware that answers a fixed body, in a process of its own.
const body = Buffer.from(process.env.BODY_BASE64 ?? '', 'base64');
const app = new Koa();
app.use((ctx) => {
  ctx.type = 'application/json';
  ctx.body = body;
});
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
