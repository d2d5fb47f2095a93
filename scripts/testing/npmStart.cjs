'use strict';
const { spawn } = require('node:child_process');

/** The line that says where a program answers. */
const READY = /已就绪 → (http:\/\/[^/\s]+)\//;

let started = [];

/**
 * Runs `npm start` as the only member of a process group, as a terminal does.
 * @param {string} folder of the repository
 * @param {Record<string, string>} settings its environment besides what the machine has
 */
function npmStart(folder, settings) {
  const env = { ...process.env };
  // What the test runner set is not there for a newcomer.
  delete env.NODE_ENV;
  delete env.MONGODB_URI;
  const child = spawn('npm', ['start'], {
    cwd: folder,
    detached: true,
    env: { ...env, PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, output })));
  const said = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => pattern.test(output) && resolve(pattern.exec(output));
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without saying ${pattern}:\n${output}`)));
    });
  const program = { child, ended, said };
  started.push(program);
  return program;
}

/** Kills what is still running of what was started. */
async function killStarted() {
  for (const { child, ended } of started) {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
  started = [];
}

/** What a person reads besides npm's own header. */
const lastLine = (output) => output.trim().split('\n').at(-1);

module.exports = { killStarted, lastLine, npmStart, READY };
