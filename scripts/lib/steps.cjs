'use strict';

/**
 * One part of `npm test`.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ ok: boolean, counts?: Counts, report?: string, notes?: string[] }} Outcome
 *   `counts` when the step holds many checks, else it counts as one; `report` is shown when it failed; `notes` always
 * @typedef {{ name: string, after?: string[], run: () => Promise<Outcome> }} Step
 *   `after`: names of steps that must be over, however they ended
 */

/** The counts of one step: its own, or one check that passed or failed. A step that failed counts at least once. */
function countsOf({ ok, counts = { passed: ok ? 1 : 0, failed: 0, skipped: 0 } }) {
  return ok ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** Adds up the counts of steps. */
function total(outcomes) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of outcomes.map(countsOf)) for (const key of Object.keys(sum)) sum[key] += counts[key];
  return sum;
}

/** The last line of `npm test`. */
function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Runs steps in their order, as many at a time as allowed, each as soon as what it comes after is over.
 * @param {Step[]} steps
 * @param {number} atOnce
 * @param {(step: Step, outcome: Outcome, milliseconds: number) => void} onEnd called as each ends
 * @returns {Promise<Outcome[]>} in the order of the steps; a step that throws has failed with its message as the report
 */
async function runSteps(steps, atOnce, onEnd) {
  const waiting = [...steps];
  const outcomes = new Map();
  const mayRun = (step) => (step.after ?? []).every((name) => outcomes.has(name));

  const runOne = async (step) => {
    const started = performance.now();
    const outcome = await step.run().catch((error) => ({ ok: false, report: error.message }));
    outcomes.set(step.name, outcome);
    onEnd(step, outcome, performance.now() - started);
  };
  const running = new Set();
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < atOnce ? waiting.findIndex(mayRun) : -1;
    if (next >= 0) {
      const [step] = waiting.splice(next, 1);
      const ending = runOne(step).finally(() => running.delete(ending));
      running.add(ending);
    } else if (running.size > 0) {
      await Promise.race(running);
    } else {
      throw new Error(`steps wait for steps that do not exist: ${waiting.map((step) => step.name).join(', ')}`);
    }
  }
  return steps.map((step) => outcomes.get(step.name));
}

module.exports = { runSteps, summary, total };
