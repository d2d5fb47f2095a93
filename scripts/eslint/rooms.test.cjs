'use strict';
const { Linter } = require('eslint');
const tseslint = require('typescript-eslint');
const { inRoot } = require('../lib/paths.cjs');
const oneWayImports = require('./oneWayImports.cjs');
const { objection } = require('./rooms.cjs');

const importing = (file, source, typeOnly = false) => objection(file, source, typeOnly);

describe('the server', () => {
  test.each([
    ['server/src/push/sender.ts', '../wechat'],
    ['server/src/push/sender.ts', './pacer'],
    ['server/src/push/testing/tools.ts', '../sender'],
    ['server/src/push/testing/tools.ts', '../../wechat'],
    ['server/src/notices/read.ts', '../../data/samples.json'],
    ['server/src/notices/routes.ts', '../http'],
    ['server/src/staff/noticeRoutes.ts', '../http'],
    ['server/src/app/startProgram.ts', '../database/engine'],
    ['server/src/database/engine/startEngine.ts', '../../runtime'],
    ['server/src/database/index.ts', './engine'],
    ['server/src/main.entry.ts', './app'],
    ['server/src/notices/read.test.ts', '../../test/testDatabase'],
  ])('%s may import %s', (file, source) => expect(importing(file, source)).toBeNull());

  test.each([
    ['server/src/push/sender.ts', '../wechat/client/transport', /by its index/],
    ['server/src/push/testing/tools.ts', '../../subscriptions/model', /by its index/],
    ['server/src/database/connect.ts', './engine/startEngine', /by its index/],
    ['server/src/main.entry.ts', './app/startProgram', /by its index/],
    ['server/src/notices/read.ts', '../push', /notices stands below push/],
    ['server/src/http/problem.ts', '../notices', /http stands below notices/],
    ['server/src/items/readItems.ts', '../subscriptions', /or beside it/],
    ['server/src/notices/lifecycle.ts', '../http', /only the routes/],
    ['server/src/festivals/list.ts', '../notices', /no floor/],
    ['server/src/app/webApp.ts', '../../../miniapp/src/app', /mini-program/],
    ['server/src/app/webApp.ts', '@tarojs/taro', /mini-program/],
  ])('%s may not import %s', (file, source, reason) => expect(importing(file, source)).toMatch(reason));
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
    plugins: { ours: { rules: { rooms: oneWayImports } } },
    rules: { 'ours/rooms': 'error' },
  };
  const code = [
    "import { send } from '../push';",
    "export { send as sendNow } from '../push';",
    "export * from '../push';",
    "export const later = () => import('../push');",
    "export type Push = import('../push').Push;",
    "import { AppError } from '../errors';",
  ].join('\n');
  const linter = new Linter({ cwd: inRoot() });
  const messages = linter.verify(code, config, { filename: inRoot('server/src/notices/read.ts') });
  expect(messages.map(({ line, message }) => [line, message])).toEqual(
    [1, 2, 3, 4, 5].map((line) => [line, expect.stringContaining('notices stands below push')]),
  );
});
