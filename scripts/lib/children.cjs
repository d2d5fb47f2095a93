'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { root } = require('./paths.cjs');

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let ending = false;

/**
 * From now on Ctrl-C and SIGTERM end the child processes, wait for them and leave. A program that runs in this process
 * takes the signals over with listeners of its own.
 * @param {number | undefined} exitCode with which to leave; 128 + the signal's number when undefined
 */
function guardSignals(exitCode) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      const leave = () => process.exit(exitCode ?? 128 + constants.signals[signal]);
      if (ending) return;
      ending = true;
      if (children.size === 0) leave();
      for (const child of children) {
        child.once('exit', () => children.size === 0 && leave());
        child.kill(signal);
      }
    });
  }
}

/**
 * Starts a child process that ends with this one.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
function startChild(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, ...options });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/**
 * Runs a child process to its end and keeps what it printed.
 * @returns {Promise<{ code: number, output: string, stdout: string }>} its exit code, and both streams as they came
 */
function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = startChild(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    // While we are ending, the exit handler above decides; nobody continues with half a result.
    child.once('close', (code) => ending || resolve({ code: code ?? 1, output, stdout }));
  });
}

module.exports = { guardSignals, runChild, startChild };
