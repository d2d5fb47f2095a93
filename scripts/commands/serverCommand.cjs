'use strict';
const { existsSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const { buildServer } = require('../lib/buildServer.cjs');
const { inRoot } = require('../lib/paths.cjs');
const { CommandError } = require('../lib/say.cjs');

/**
 * Runs a bundled entry of the server in this process, with these arguments; it may take the signals over.
 * @param {string} name of `server/dist/<name>.entry.js`
 * @param {string[]} args
 */
async function runEntry(name, args) {
  const file = inRoot('server', 'dist', `${name}.entry.js`);
  if (!existsSync(file)) throw new CommandError(`找不到 server/src 中的 ${name}.entry.ts。`);
  process.argv = [process.execPath, file, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}

/** Builds the server and runs one of its command entries. */
async function serverCommand(name, args) {
  await buildServer();
  await runEntry(name, args);
}

module.exports = { runEntry, serverCommand };
