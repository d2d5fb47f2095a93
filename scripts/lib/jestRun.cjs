'use strict';
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { runChild } = require('./children.cjs');
const { root } = require('./paths.cjs');

/** A run that takes longer hangs. */
const TIMEOUT_MS = 25 * 60_000;

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * Reads jest's JSON result.
 * @param {object} result as `jest --json` writes it
 * @returns {import('./steps.cjs').Outcome} a test file that could not be run at all counts as one failure
 */
function outcomeOf(result) {
  const failing = result.testResults.filter((file) => file.status === 'failed');
  const broken = failing.filter((file) => file.assertionResults.length === 0).length;
  // Jest also fails without a failed test, for example when no test was found.
  return {
    ok: result.success,
    counts: {
      passed: result.numPassedTests,
      failed: result.numFailedTests + broken,
      skipped: result.numPendingTests + result.numTodoTests,
    },
    report: failing.map((file) => `${path.relative(root, file.name)}\n${file.message.replace(COLOUR, '')}`).join('\n'),
  };
}

/** The remarks of suites that skip themselves, once each. */
function notesIn(output) {
  return [...new Set(output.replace(COLOUR, '').match(/^No Chromium found.*$/gm) ?? [])];
}

/** Runs every jest project. */
async function runJest() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shuozhi-jest-'));
  const resultFile = path.join(folder, 'result.json');
  try {
    const args = ['--ci', '--maxWorkers=100%', '--json', `--outputFile=${resultFile}`];
    const { code, output } = await runChild(process.execPath, [require.resolve('jest/bin/jest'), ...args], {
      timeout: TIMEOUT_MS,
    });
    const text = readFileSync(resultFile, { encoding: 'utf8', flag: 'a+' });
    if (!text) return { ok: false, report: `jest ended with ${code}\n${output.slice(-8000)}` };
    const outcome = outcomeOf(JSON.parse(text));
    return { ...outcome, ok: outcome.ok && code === 0, notes: notesIn(output) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { notesIn, outcomeOf, runJest };
