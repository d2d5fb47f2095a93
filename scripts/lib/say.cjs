'use strict';

const HEARTBEAT_MS = 10_000;

/** A failure that the person at the terminal can mend: only its message is printed. */
class CommandError extends Error {}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} 秒`;

/** Tells the person at the terminal; on stderr, so that the output of a command such as `import --json` stays clean. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Announces work that takes a while, shows that it is alive, and says how long it took.
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] what to show beside the time while it runs
 * @returns {Promise<T>} what the work gives
 * @template T
 */
async function during(label, work, detail = () => '') {
  const started = performance.now();
  say(`${label}……`);
  const heartbeat = setInterval(() => say(`  ${seconds(started)}${detail()}`), HEARTBEAT_MS);
  try {
    const result = await work();
    say(`  完成，${seconds(started)}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

module.exports = { CommandError, during, say };
