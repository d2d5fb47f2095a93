'use strict';
const { guardSignals } = require('./children.cjs');
const { ensureInstalled } = require('./install.cjs');
const { say } = require('./say.cjs');

/** Every npm command: what loads it (after the installation), and with which arguments it runs. */
const COMMANDS = {
  start: (args) => require('../commands/start.cjs').start(args),
  dev: () => require('../commands/dev.cjs').dev(),
  build: () => require('../commands/build.cjs').build(),
  test: () => require('../commands/test.cjs').test(),
  client: () => require('../commands/client.cjs').client(),
  bench: (args) => require('../commands/bench.cjs').bench(args),
  import: (args) => require('../commands/serverCommand.cjs').serverCommand('importCommand', args),
  items: (args) => require('../commands/serverCommand.cjs').serverCommand('itemsCommand', args),
  staff: (args) => require('../commands/serverCommand.cjs').serverCommand('staffCommand', args),
  demo: (args) => require('../commands/serverCommand.cjs').serverCommand('demoCommand', args),
};

/** Commands that build or test, and so need the development packages; the others run without where those are left out. */
const BUILDING = new Set(['dev', 'build', 'client', 'test', 'bench']);

/** Commands that run until somebody ends them: an end by Ctrl-C is a success. */
const SERVING = new Set(['start', 'dev']);

/** What a failure tells the person at the terminal: one line when it can be mended there, everything when it is ours. */
function messageOf(error) {
  const forPeople = error.name === 'StartupError' || error.constructor.name === 'CommandError';
  return forPeople ? error.message : (error.stack ?? String(error));
}

/**
 * Runs one npm command with its arguments. A failure is printed and leaves with exit code 1.
 * @param {string[]} argv the command's name, then its arguments
 */
async function dispatch([name, ...args]) {
  try {
    const command = Object.hasOwn(COMMANDS, name ?? '') && COMMANDS[name];
    if (!command) throw new Error(`unknown command ${name}; one of ${Object.keys(COMMANDS).join(', ')}`);
    guardSignals(SERVING.has(name) ? 0 : undefined);
    await ensureInstalled({ building: BUILDING.has(name) });
    await command(args);
  } catch (error) {
    say(messageOf(error));
    process.exit(1);
  }
}

module.exports = { COMMANDS, dispatch };
