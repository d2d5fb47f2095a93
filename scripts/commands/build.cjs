'use strict';
const { ensureMiniapp } = require('../lib/buildMiniapp.cjs');
const { buildServer } = require('../lib/buildServer.cjs');
const { say } = require('../lib/say.cjs');

/** `npm run build`: the server's bundle and both forms of the mini-program, for a deployment. */
async function build() {
  await buildServer();
  await ensureMiniapp('h5');
  await ensureMiniapp('weapp');
  say('已构建：server/dist、miniapp/dist/h5、miniapp/dist/weapp。');
}

module.exports = { build };
