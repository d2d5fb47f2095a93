'use strict';
const path = require('node:path');

const root = path.resolve(__dirname, '../..');

/** An absolute path inside the repository. */
const inRoot = (...parts) => path.join(root, ...parts);

module.exports = { inRoot, root };
