'use strict';
const { ensureConsole } = require('../lib/buildConsole.cjs');
const { ensureMiniapp } = require('../lib/buildMiniapp.cjs');
const { buildServer } = require('../lib/buildServer.cjs');
const { say } = require('../lib/say.cjs');

/** `npm run build`: the server's bundle, both forms of the mini-program and the console, for a deployment. */
async function build() {
  await buildServer();
  await ensureMiniapp('h5');
  await ensureMiniapp('weapp');
  await ensureConsole();
  say('已构建：server/dist、miniapp/dist/h5、miniapp/dist/weapp、server/console/dist。');
}

module.exports = { build };
