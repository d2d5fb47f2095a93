'use strict';
const { runSteps, summary, total } = require('./steps.cjs');

const passed = { ok: true };
const silent = () => {};

/** A step whose end the test decides. */
function held(name, after) {
  const step = { name, after, started: false };
  step.run = () =>
    new Promise((resolve) => {
      step.started = true;
      step.end = resolve;
    });
  return step;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('runs as many at a time as allowed and waits for what a step comes after', async () => {
  const [first, second, third, last] = [held('first'), held('second'), held('third'), held('last', ['first', 'third'])];
  const running = runSteps([first, last, second, third], 2, silent);
  await settled();
  expect([first, second, third, last].map((step) => step.started)).toEqual([true, true, false, false]);
  first.end(passed);
  await settled();
  expect([third.started, last.started]).toEqual([true, false]);
  third.end(passed);
  await settled();
  expect(last.started).toBe(true);
  second.end({ ok: false });
  last.end(passed);
  expect(await running).toEqual([passed, passed, { ok: false }, passed]);
});

test('a step that throws has failed with its message, and the others go on', async () => {
  const ended = [];
  const steps = [
    { name: 'breaks', run: () => Promise.reject(new Error('out of disk')) },
    { name: 'after it', after: ['breaks'], run: () => Promise.resolve(passed) },
  ];
  const outcomes = await runSteps(steps, 1, (step) => ended.push(step.name));
  expect(outcomes).toEqual([{ ok: false, report: 'out of disk' }, passed]);
  expect(ended).toEqual(['breaks', 'after it']);
});

test('a step that waits for an unknown one is an error, not an endless wait', async () => {
  await expect(runSteps([{ name: 'a', after: ['b'], run: () => Promise.resolve(passed) }], 2, silent)).rejects.toThrow(
    /: a/,
  );
});

test('counts each step once, or as many checks as it holds, and never hides a failure', () => {
  const jest = { ok: true, counts: { passed: 40, failed: 0, skipped: 2 } };
  expect(total([passed, jest, { ok: false }])).toEqual({ passed: 41, failed: 1, skipped: 2 });
  expect(total([{ ok: false, counts: { passed: 3, failed: 0, skipped: 0 } }]).failed).toBe(1);
  expect(summary({ passed: 41, failed: 1, skipped: 2 })).toBe('41 passed, 1 failed, 2 skipped');
});
