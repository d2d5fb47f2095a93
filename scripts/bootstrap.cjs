// Every npm command of this repository begins here, on a machine that may have nothing but Node and npm:
// check Node, install what is missing, run the command. No dependency, and in this file and nodeVersion.cjs only syntax
// that a very old Node reads too, so that it can say that it is too old.
'use strict';

var nodeVersion = require('./lib/nodeVersion.cjs');

if (nodeVersion.isSupported(process.version)) {
  require('./lib/dispatch.cjs').dispatch(process.argv.slice(2));
} else {
  console.error(nodeVersion.tooOld(process.version));
  process.exit(1);
}
