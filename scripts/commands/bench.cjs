'use strict';
const { readdirSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const { startChild } = require('../lib/children.cjs');
const { inRoot } = require('../lib/paths.cjs');
const { CommandError } = require('../lib/say.cjs');

/** The measurements: the files directly in server/bench. */
function benches() {
  return readdirSync(inRoot('server', 'bench'))
    .filter((file) => /^[a-z]+\.ts$/.test(file))
    .map((file) => file.replace('.ts', ''));
}

/** `npm run bench -- <name>`: runs the measurement `run(args)` of a file, from its TypeScript source. */
function bench([name, ...args]) {
  const names = benches();
  if (!names.includes(name)) throw new CommandError(`用法：npm run bench -- ${names.join('|')}`);
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const file = pathToFileURL(inRoot('server', 'bench', `${name}.ts`)).href;
  const script = `import(${JSON.stringify(file)}).then((bench) => bench.run(process.argv.slice(1)))`;
  const options = ['--expose-gc', '--import', tsx, '--input-type=module', '-e', script, '--', ...args];
  const child = startChild(process.execPath, options, { stdio: 'inherit' });
  child.once('exit', (code) => (process.exitCode = code ?? 1));
}

module.exports = { bench };
