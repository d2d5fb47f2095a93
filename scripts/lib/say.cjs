'use strict';

/** On a terminal, work under way shows its time in place; in a log, it says now and then that it is alive. */
const onTerminal = process.stderr.isTTY;
const HEARTBEAT_MS = onTerminal ? 1000 : 30_000;
const CLEAR_LINE = '\r\u001b[K';

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
 * @returns {Promise<T>} what the work gives
 * @template T
 */
async function during(label, work) {
  const started = performance.now();
  say(`${label}……`);
  const heartbeat = setInterval(() => {
    const line = `  ${seconds(started)}`;
    process.stderr.write(onTerminal ? CLEAR_LINE + line : `${line}\n`);
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    say(`${onTerminal ? CLEAR_LINE : ''}  ${seconds(started)}`);
  }
}

module.exports = { CommandError, during, say };
