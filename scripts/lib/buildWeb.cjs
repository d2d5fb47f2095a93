'use strict';
const { checkConsole, ensureConsole } = require('./buildConsole.cjs');
const { checkMiniapp, ensureMiniapp } = require('./buildMiniapp.cjs');
const { hasDevelopmentPackages } = require('./install.cjs');

/** Sees to what the server serves to browsers: built now where the build tools are installed, else as it was built. */
async function ensureWeb() {
  if (hasDevelopmentPackages()) {
    await ensureMiniapp('h5');
    await ensureConsole();
  } else {
    checkMiniapp();
    checkConsole();
  }
}

module.exports = { ensureWeb };
