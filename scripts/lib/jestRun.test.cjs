'use strict';
const path = require('node:path');
const { notesIn, outcomeOf } = require('./jestRun.cjs');
const { root } = require('./paths.cjs');

const result = (extra) => ({
  success: true,
  numPassedTests: 10,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ name: path.join(root, 'a.test.ts'), status: 'passed', message: '', assertionResults: [{}] }],
  ...extra,
});

test('takes the counts of a run that passed', () => {
  expect(outcomeOf(result())).toEqual({ ok: true, counts: { passed: 10, failed: 0, skipped: 1 }, report: '' });
});

test('shows the messages of the failing files only', () => {
  const message = '\u001b[1m● breaks\u001b[22m';
  const failing = { name: path.join(root, 'b.test.ts'), status: 'failed', message, assertionResults: [{}] };
  const outcome = outcomeOf(
    result({ success: false, numFailedTests: 1, testResults: [...result().testResults, failing] }),
  );
  expect(outcome.counts.failed).toBe(1);
  expect(outcome.report).toBe('b.test.ts\n● breaks');
});

test('counts a file that could not be run as a failure', () => {
  const broken = {
    name: path.join(root, 'c.test.ts'),
    status: 'failed',
    message: 'cannot find module',
    assertionResults: [],
  };
  expect(outcomeOf(result({ success: false, testResults: [broken] })).counts.failed).toBe(1);
});

test('passes on the remark that there is no browser, once', () => {
  const line = 'No Chromium found: browser tests are skipped.';
  expect(notesIn(`PASS a\n${line}\nPASS b\n${line}\n`)).toEqual([line]);
});
