'use strict';
const os = require('node:os');
const { ensureConsole } = require('../lib/buildConsole.cjs');
const { ensureMiniapp } = require('../lib/buildMiniapp.cjs');
const { buildServer } = require('../lib/buildServer.cjs');
const { runChild } = require('../lib/children.cjs');
const { runJest } = require('../lib/jestRun.cjs');
const { inRoot } = require('../lib/paths.cjs');
const { during } = require('../lib/say.cjs');
const { runSteps, summary, total } = require('../lib/steps.cjs');

/** A check that is the command of a package of ours: it passes when the command leaves with 0. */
function check(name, packageName, bin, args) {
  return {
    name,
    run: async () => {
      const { code, output } = await runChild(process.execPath, [inRoot('node_modules', packageName, bin), ...args]);
      return { ok: code === 0, report: output };
    },
  };
}

/** A build passes when it gave what it must. */
const building = (name, build) => ({ name, run: () => build().then(() => ({ ok: true })) });

const tsc = (workspace) => check(`types: ${workspace}`, 'typescript', 'bin/tsc', ['-p', workspace]);

const CHECKS = [
  building('build: server', buildServer),
  building('build: h5', () => ensureMiniapp('h5')),
  building('build: console', ensureConsole),
  check('format', 'prettier', 'bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  tsc('shared'),
  tsc('server'),
  tsc('server/client'),
  tsc('server/console'),
  tsc('miniapp'),
  building('build: weapp', () => ensureMiniapp('weapp')),
  check('dead code', 'knip', 'bin/knip.js', ['--no-progress', '--no-config-hints']),
  check('lint', 'eslint', 'bin/eslint.js', ['--max-warnings=0', '.']),
];

/** The tests measure time and start servers: they have the machine to themselves, and run on what was just built. */
const TESTS = {
  name: 'tests',
  after: CHECKS.map((step) => step.name),
  run: () => during('running the tests', runJest),
};

const print = (text) => process.stdout.write(`${text}\n`);

function printOutcome({ name }, { ok, report, notes = [] }, milliseconds) {
  print(`${ok ? '✓' : '✗'} ${name.padEnd(16)} ${(milliseconds / 1000).toFixed(1).padStart(6)} s`);
  if (!ok && report) print(report.trimEnd());
  for (const note of notes) print(`  ${note}`);
}

/** `npm test`: everything that must hold before a change lands. Ends with one line of counts and the right exit code. */
async function test() {
  const atOnce = Math.max(2, Math.min(4, os.availableParallelism()));
  const outcomes = await runSteps([...CHECKS, TESTS], atOnce, printOutcome);
  const counts = total(outcomes);
  print(summary(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

module.exports = { test };
