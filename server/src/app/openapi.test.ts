import type Router from '@koa/router';
import { testConfig } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { openApiDocument, openApiPath } from '../http';
import { createLogger } from '../observability';
import { API_PREFIX, createApp } from './createApp';
import { composeModules } from './composeModules';

useTestDatabase();

test('every address of the API that the application answers is described in OpenAPI', async () => {
  const config = testConfig();
  const logger = createLogger('silent');
  const modules = composeModules(config, logger, 'http://127.0.0.1:1');
  const { app } = createApp({ config, logger, ...modules });
  const routers = app.middleware.flatMap((middleware) => (middleware as { router?: Router }).router ?? []);
  const answered = routers
    .flatMap((router) => router.stack)
    .filter((layer) => typeof layer.path === 'string' && layer.path.startsWith(API_PREFIX))
    .flatMap((layer) =>
      layer.methods.filter((method) => method !== 'HEAD').map((method) => [method, String(layer.path)]),
    )
    .map(([method, path]) => `${method} ${openApiPath((path ?? '').slice(API_PREFIX.length))}`);

  const { paths = {} } = openApiDocument(modules.routes, API_PREFIX);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(answered.length).toBeGreaterThan(30);
  expect(answered.filter((one) => !described.includes(one))).toEqual(['GET /openapi.json']);
  await modules.close();
});

test('what the schemas describe resolves: every reference points to a component', () => {
  const modules = composeModules(testConfig(), createLogger('silent'), 'http://127.0.0.1:1');
  const document = openApiDocument(modules.routes, API_PREFIX);
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(10);
  const known = Object.keys(document.components?.schemas ?? {});
  expect(references.filter((name) => !known.includes(name))).toEqual([]);
});

interface OperationObject {
  operationId?: string;
  responses?: Record<string, unknown>;
}

test('every operation has a name of its own, says how it refuses, and names the codes of errors', async () => {
  const modules = composeModules(testConfig(), createLogger('silent'), 'http://127.0.0.1:1');
  const document = openApiDocument(modules.routes, API_PREFIX);
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path) as OperationObject[]);
  const names = operations.map((operation) => operation.operationId ?? '');
  expect(names).toContain('postStaffNoticesByIdApprove');
  expect(names).toContain('getStaffAuditCsv');
  expect(names.filter((name) => !/^[a-z][A-Za-z0-9]+$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(operations.filter((operation) => !operation.responses?.['4XX'])).toEqual([]);
  expect(document.components?.schemas?.Problem).toMatchObject({
    properties: { code: { enum: expect.arrayContaining(['invalid_input', 'second_factor_required']) } },
  });
  await modules.close();
});
