'use strict';
const { buildServer } = require('../lib/buildServer.cjs');
const { ensureWeb } = require('../lib/buildWeb.cjs');
const { runEntry } = require('./serverCommand.cjs');

/** Whether this process answers the browser app and the console; with `ROLES=worker` it needs none. */
const servesWeb = () => !process.env.ROLES || process.env.ROLES.includes('web');

/** `npm start`: builds what changed, then runs the server in this process. */
async function start(args) {
  await buildServer();
  if (servesWeb()) await ensureWeb();
  await runEntry('main', args);
}

module.exports = { start };
