'use strict';
const { ensureMiniapp } = require('../lib/buildMiniapp.cjs');
const { buildServer } = require('../lib/buildServer.cjs');
const { runEntry } = require('./serverCommand.cjs');

/** `npm start`: builds what changed, then runs the server in this process. */
async function start(args) {
  await buildServer();
  await ensureMiniapp('h5');
  await runEntry('main', args);
}

module.exports = { start };
