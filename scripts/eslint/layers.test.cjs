'use strict';
const { Linter } = require('eslint');
const tseslint = require('typescript-eslint');
const { inRoot } = require('../lib/paths.cjs');
const oneWayImports = require('./oneWayImports.cjs');
const { objection } = require('./layers.cjs');

const importing = (file, source, typeOnly = false) => objection(file, source, typeOnly);

describe('the server', () => {
  test.each([
    ['server/src/delivery/sender.ts', '../wechat'],
    ['server/src/delivery/sender.ts', './rateLimiter'],
    ['server/src/delivery/inner/tools.ts', '../sender'],
    ['server/src/delivery/inner/tools.ts', '../../wechat'],
    ['server/src/notices/read.ts', '../../data/samples.json'],
    ['server/src/notices/routes.ts', '../http'],
    ['server/src/staff/noticeRoutes.ts', '../http'],
    ['server/src/app/startProgram.ts', '../development'],
    ['server/src/database/withDatabase.ts', '../development'],
    ['server/src/main.entry.ts', './app'],
    ['server/src/notices/read.test.ts', '../../test/testDatabase'],
  ])('%s may import %s', (file, source) => expect(importing(file, source)).toBeNull());

  test.each([
    ['server/src/delivery/sender.ts', '../wechat/client/transport', /by its index/],
    ['server/src/delivery/inner/tools.ts', '../../subscriptions/model', /by its index/],
    ['server/src/database/withDatabase.ts', '../development/devtools', /by its index/],
    ['server/src/app/simulator.ts', '../../devtools/src/simulator', /loadDevtools/],
    ['server/src/development/devtools.ts', '@shuozhi/devtools', /loadDevtools/],
    ['server/src/delivery/sender.ts', '../../test/factories', /production does without/],
    ['server/src/main.entry.ts', './app/startProgram', /by its index/],
    ['server/src/notices/read.ts', '../campaigns', /notices is in a layer below campaigns/],
    ['server/src/delivery/sender.ts', '../campaigns', /delivery is in a layer below campaigns/],
    ['server/src/http/problem.ts', '../notices', /http is in a layer below notices/],
    ['server/src/items/readItems.ts', '../subscriptions', /or in the same one/],
    ['server/src/notices/lifecycle.ts', '../http', /only the routes/],
    ['server/src/festivals/list.ts', '../notices', /no layer/],
    ['server/src/app/webApp.ts', '../../../miniapp/src/app', /mini-program/],
    ['server/src/app/webApp.ts', '@tarojs/taro', /mini-program/],
  ])('%s may not import %s', (file, source, reason) => expect(importing(file, source)).toMatch(reason));
});

describe('the development tools', () => {
  test.each([
    ['server/devtools/src/engine/startEngine.ts', '../../../src/runtime'],
    ['server/devtools/src/simulator/sendEvent.ts', '../../../src/wechat/callbacks/crypto'],
    ['server/devtools/src/index.ts', './engine'],
    ['server/devtools/src/simulator/simulator.test.ts', '../../../test/testSimulator'],
  ])('%s may import %s', (file, source) => expect(importing(file, source)).toBeNull());

  test.each([
    ['server/devtools/src/simulator/sendEvent.ts', '../../../src/wechat'],
    ['server/devtools/src/index.ts', '../../src/app'],
    ['server/devtools/src/index.ts', '../../test/testSimulator'],
  ])('%s may not import %s', (file, source) => expect(importing(file, source)).toMatch(/KNOWN_TO_DEVTOOLS/));
});

describe('what both sides share', () => {
  test.each([
    ['shared/src/validity.ts', './civilDate'],
    ['shared/src/api/notice.ts', '../validity'],
    ['shared/src/api/notice.ts', 'zod'],
  ])('%s may import %s', (file, source) => expect(importing(file, source)).toBeNull());

  test.each([
    ['shared/src/validity.ts', 'zod', /shared\/src\/api/],
    ['shared/src/validity.ts', '../../server/src/errors', /nothing of ours/],
    ['shared/src/validity.ts', 'node:fs', /nothing but zod/],
  ])('%s may not import %s', (file, source, reason) => expect(importing(file, source)).toMatch(reason));
});

describe('the mini-program', () => {
  test('takes types from the API and values from what is shared', () => {
    expect(importing('miniapp/src/services/api.ts', '@shuozhi/shared/api', true)).toBeNull();
    expect(importing('miniapp/src/services/api.ts', '@shuozhi/shared')).toBeNull();
    expect(importing('miniapp/src/pages/item/useItem.ts', '@/services/api')).toBeNull();
  });

  test.each([
    ['miniapp/src/services/api.ts', '@shuozhi/shared/api', /import type/],
    ['miniapp/src/services/api.ts', 'zod', /97 KB/],
    ['miniapp/src/services/api.ts', '../../../shared/src', /@shuozhi\/shared/],
    ['miniapp/src/ui/Tag.tsx', '@/services/api', /network/],
    ['miniapp/src/ui/Tag.tsx', '../services/client', /network/],
  ])('%s may not import %s', (file, source, reason) => expect(importing(file, source)).toMatch(reason));
});

test('the rule sees every way to import, and reports at the name of the module', () => {
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { ours: { rules: { layers: oneWayImports } } },
    rules: { 'ours/layers': 'error' },
  };
  const code = [
    "import { send } from '../campaigns';",
    "export { send as sendNow } from '../campaigns';",
    "export * from '../campaigns';",
    "export const later = () => import('../campaigns');",
    "export type Campaign = import('../campaigns').Campaign;",
    "import { AppError } from '../errors';",
  ].join('\n');
  const linter = new Linter({ cwd: inRoot() });
  const messages = linter.verify(code, config, { filename: inRoot('server/src/notices/read.ts') });
  expect(messages.map(({ line, message }) => [line, message])).toEqual(
    [1, 2, 3, 4, 5].map((line) => [line, expect.stringContaining('notices is in a layer below campaigns')]),
  );
});
