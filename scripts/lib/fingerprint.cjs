'use strict';
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');
const { root } = require('./paths.cjs');

const IS_TEST = /\.test\.[a-z]+$/;

/** The files under a file or folder, without tests, in a stable order. */
function filesUnder(target) {
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [target];
  return readdirSync(target, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !IS_TEST.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * A hash of the names and contents of what a build reads.
 * @param {string[]} sources absolute paths of files and folders; a missing one counts as empty
 * @param {string[]} [settings] anything else that changes the result
 */
function fingerprint(sources, settings = []) {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of sources.flatMap(filesUnder)) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * What a build notes of its sources: the fingerprint with its settings, then that of the sources alone (the settings of a
 * build are not set where a deployed one runs).
 */
function stampOf(sources, settings) {
  return `${fingerprint(sources, settings)}\n${fingerprint(sources)}\n`;
}

/** Whether a stamp belongs to these sources, whatever the settings were. */
function isStampOf(stamp, sources) {
  return stamp.split('\n')[1] === fingerprint(sources);
}

module.exports = { fingerprint, isStampOf, stampOf };
