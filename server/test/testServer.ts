import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import type { Middleware } from 'koa';
import { createApp } from '../src/app/createApp';
import { loadConfig, type Config } from '../src/config';
import { ResponseCache, type IdentifyResident, type Route } from '../src/http';
import { createLogger } from '../src/observability';

/** The configuration of a test: everything by default, quiet, with secrets made for the test. */
export function testConfig(env: NodeJS.ProcessEnv = {}): Config {
  return loadConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    JWT_SECRET: 'a secret of the tests, long enough for HS256',
    MONGODB_URI: process.env.MONGODB_URI,
    ...env,
  });
}

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into whatever shape their route answers.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Call {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A real HTTP server with the given routes; `call('get', '/notices')` goes below /api/v1. */
export async function startTestServer(parts: {
  routes: readonly Route[];
  pages?: readonly Middleware[];
  config?: Config;
  cache?: ResponseCache;
  identify?: IdentifyResident;
}) {
  const config = parts.config ?? testConfig();
  const cache = parts.cache ?? new ResponseCache(0);
  const { listener } = createApp({
    config,
    cache,
    identify: parts.identify ?? (() => null),
    logger: createLogger(process.env.TEST_LOG ?? 'silent'),
    routes: parts.routes,
    pages: parts.pages ?? [],
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function call(method: string, path: string, { token, body, headers }: Call = {}): Promise<Answer> {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
  }
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin, call, stop };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;
