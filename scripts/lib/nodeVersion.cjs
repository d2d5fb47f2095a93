'use strict';

/** The oldest Node that our packages support, as in package.json `engines`. */
var MINIMUM = [20, 19];

/** Whether a version such as `v20.19.1` can run the project. */
function isSupported(version) {
  var parts = version.replace('v', '').split('.').map(Number);
  return parts[0] > MINIMUM[0] || (parts[0] === MINIMUM[0] && parts[1] >= MINIMUM[1]);
}

/** The one line for a Node that is too old. */
function tooOld(version) {
  return '朔知需要 Node ' + MINIMUM.join('.') + ' 或更新的版本，当前是 ' + version + '：请升级 Node 后再试。';
}

module.exports = { isSupported: isSupported, tooOld: tooOld };
