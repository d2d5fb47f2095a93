'use strict';
const { ensureMiniapp } = require('../lib/buildMiniapp.cjs');
const { ensureServer } = require('../lib/buildServer.cjs');
const { runEntry } = require('./serverCommand.cjs');

/** Whether this process answers the browser app; with `ROLES=worker` it needs none. */
const servesWeb = () => !process.env.ROLES || process.env.ROLES.includes('web');

/** `npm start`: builds what changed, then runs the server in this process. */
async function start(args) {
  await ensureServer();
  if (servesWeb()) await ensureMiniapp('h5');
  await runEntry('main', args);
}

module.exports = { start };
