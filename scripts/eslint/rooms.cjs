'use strict';
const path = require('node:path');

/** The rooms of server/src from the ground up: a room imports only from rooms on lower floors, by their front door. */
const FLOORS = [
  ['runtime'],
  ['errors', 'config', 'observability'],
  ['tokens', 'database/engine'],
  ['database', 'jobs'],
  ['http'],
  ['wechat'],
  ['notices', 'residents', 'words'],
  ['items', 'subscriptions'],
  ['gazettes', 'push', 'search'],
  ['staff'],
  ['app'],
];
const FLOOR_OF = new Map(FLOORS.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));

/** HTTP belongs to these files of a domain; everything else in it knows nothing of requests. */
const SPEAKS_HTTP = /(^|\/)(\w*[rR]outes?|\w*[rR]outer|guard|index)\.ts$/;
const LOWEST_DOMAIN = FLOOR_OF.get('notices');

/** Where the mini-program talks to the server. */
const NETWORK = /^miniapp\/src\/services\/(api|client|transport)$/;

/** Tests and measurements may look inside. */
const FREE = /\.test\.tsx?$|^(server\/(test|bench)|miniapp\/test)\//;

/** The room of a path below server/src: `database/engine` for a room within a room, else the first folder. */
function roomOf(inside) {
  const folders = inside.split('/');
  const nested = folders.slice(0, 2).join('/');
  return FLOOR_OF.has(nested) ? nested : folders[0];
}

function serverObjection(from, target) {
  const room = roomOf(from);
  const other = roomOf(target);
  if (room === other) return null;
  if (target !== other && target !== `${other}/index`) return `enter the room ${other} by its index: '../${other}'`;
  // A file beside the rooms (main.entry.ts) puts them together and may enter each.
  if (!from.includes('/')) return null;
  const floor = FLOOR_OF.get(room);
  const otherFloor = FLOOR_OF.get(other);
  if (floor === undefined) return `the room ${room} has no floor yet; add it to scripts/eslint/rooms.cjs`;
  if (otherFloor === undefined) return `the room ${other} has no floor yet; add it to scripts/eslint/rooms.cjs`;
  if (otherFloor >= floor) return `${room} stands below ${other} or beside it and must not know it`;
  if (other === 'http' && floor >= LOWEST_DOMAIN && room !== 'app' && !SPEAKS_HTTP.test(from)) {
    return `only the routes of ${room} speak HTTP`;
  }
  return null;
}

function sharedObjection(file, source, resolved) {
  if (resolved) return resolved.startsWith('shared/src/') ? null : 'shared depends on nothing of ours';
  if (source === 'zod')
    return file.startsWith('shared/src/api/') ? null : 'zod stays in shared/src/api, away from the mini-program';
  return 'shared depends on nothing but zod';
}

function miniappObjection(file, source, resolved, typeOnly) {
  if (source === 'zod' || source.startsWith('zod/')) return 'zod costs the mini-program 97 KB';
  if (source === '@shuozhi/shared/api')
    return typeOnly ? null : 'take only types from @shuozhi/shared/api: use `import type`';
  if (resolved && !resolved.startsWith('miniapp/')) return 'import what both sides share from @shuozhi/shared';
  const ours = source.startsWith('@/') ? `miniapp/src/${source.slice(2)}` : resolved;
  if (file.startsWith('miniapp/src/ui/') && NETWORK.test(ours ?? '')) return 'components know nothing of the network';
  return null;
}

/**
 * Says why a file may not import something, or null when it may.
 * @param {string} file the importing file, relative to the repository, with slashes
 * @param {string} source what stands behind `from`
 * @param {boolean} typeOnly whether only types are imported
 */
function objection(file, source, typeOnly) {
  if (FREE.test(file)) return null;
  const resolved = source.startsWith('.') ? path.posix.join(path.posix.dirname(file), source) : undefined;
  if (file.startsWith('shared/src/')) return sharedObjection(file, source, resolved);
  if (file.startsWith('miniapp/src/')) return miniappObjection(file, source, resolved, typeOnly);
  if (!file.startsWith('server/src/')) return null;
  if (source.startsWith('@tarojs/') || resolved?.startsWith('miniapp/'))
    return 'the server knows nothing of the mini-program';
  if (!resolved?.startsWith('server/src/')) return null;
  return serverObjection(file.slice('server/src/'.length), resolved.slice('server/src/'.length));
}

module.exports = { objection };
