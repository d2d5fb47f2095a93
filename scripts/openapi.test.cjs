'use strict';
// What other programs build on: the description of the API, and the client that is generated from it.
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { generateTypes, openApiDocument, TYPES } = require('./lib/apiClient.cjs');
const { buildServer } = require('./lib/buildServer.cjs');
const { runChild } = require('./lib/children.cjs');
const { inRoot } = require('./lib/paths.cjs');

let document;
let folder;
beforeAll(async () => {
  await buildServer();
  document = openApiDocument();
  folder = mkdtempSync(path.join(os.tmpdir(), 'openapi-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lints a description by the recommended rules of Redocly; it is told to call nobody. */
async function lint(text) {
  const file = path.join(folder, 'openapi.json');
  writeFileSync(file, text);
  const args = [inRoot('node_modules/@redocly/cli/bin/cli.js'), 'lint', '--format=json', file];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = await runChild(process.execPath, args, { cwd: folder, env });
  return JSON.parse(stdout).problems.map(({ severity, ruleId, location }) => ({
    severity,
    ruleId,
    at: location[0]?.pointer,
  }));
}

test('the description has no fault by the linter, and one that has is found', async () => {
  expect(await lint(document)).toEqual([]);
  const faulty = JSON.parse(document);
  delete faulty.paths['/topics'].get.security;
  expect(await lint(JSON.stringify(faulty))).toMatchObject([{ severity: 'error', ruleId: 'security-defined' }]);
});

test('every body that is sent is described, files too', () => {
  const { paths } = JSON.parse(document);
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(paths['/staff/imports'].post.requestBody.content).toHaveProperty(['multipart/form-data']);
  const described = ({ responses }) => Object.entries(responses).filter(([status]) => /^20[01]$/.test(status));
  const empty = operations.filter((one) => described(one).some(([, answer]) => !answer.content));
  expect(empty.map((one) => one.operationId)).toEqual([]);
});

test('the types of the client are those of the routes: else `npm run client` writes them anew', () => {
  expect(readFileSync(TYPES, 'utf8') === generateTypes(document)).toBe(true);
});
