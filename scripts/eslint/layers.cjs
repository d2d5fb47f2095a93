'use strict';
const path = require('node:path');

/** The modules of server/src by layer, lowest first: a module imports only from lower layers, by the modules' index. */
const LAYERS = [
  ['runtime', 'characters'],
  ['errors', 'config', 'observability'],
  ['tokens', 'development', 'untrusted', 'console'],
  ['database'],
  ['jobs'],
  ['http'],
  ['wechat'],
  ['approvals', 'attachments', 'robots'],
  ['staff'],
  ['notices', 'residents', 'words'],
  ['items', 'subscriptions'],
  ['gazettes', 'search', 'delivery'],
  ['campaigns'],
  ['escalation', 'alerts', 'inbox'],
  ['monitoring'],
  ['app'],
];
const LAYER_OF = new Map(LAYERS.flatMap((modules, layer) => modules.map((name) => [name, layer])));

/** HTTP belongs to these files of a domain; everything else in it knows nothing of requests. */
const SPEAKS_HTTP = /(^|\/)(\w*[rR]outes?|\w*[rR]outer|guard|index)\.ts$/;
const LOWEST_DOMAIN = LAYER_OF.get('approvals');

/** Where the mini-program talks to the server. */
const NETWORK = /^miniapp\/src\/services\/(api|client|transport)$/;

/** Tests and measurements may look inside. */
const FREE = /\.test\.tsx?$|^(server\/(test|bench|devtools\/test)|miniapp\/test)\//;

/**
 * What the development tools may know of the server. Not whole domains: those register their models, and the tools'
 * bundle, a second copy in the same process, would register them again.
 */
const KNOWN_TO_DEVTOOLS = /^server\/src\/(runtime|config|development|wechat\/callbacks\/crypto)$/;

/** The module of a path below server/src: its first folder. */
const moduleOf = (inside) => inside.split('/')[0];

function serverObjection(from, target) {
  const own = moduleOf(from);
  const other = moduleOf(target);
  if (own === other) return null;
  if (target !== other && target !== `${other}/index`) return `enter the module ${other} by its index: '../${other}'`;
  // A file beside the modules (main.entry.ts) composes them and may enter each.
  if (!from.includes('/')) return null;
  const layer = LAYER_OF.get(own);
  const otherLayer = LAYER_OF.get(other);
  if (layer === undefined) return `the module ${own} has no layer yet; add it to scripts/eslint/layers.cjs`;
  if (otherLayer === undefined) return `the module ${other} has no layer yet; add it to scripts/eslint/layers.cjs`;
  if (otherLayer >= layer) return `${own} is in a layer below ${other} or in the same one and must not import it`;
  if (other === 'http' && layer >= LOWEST_DOMAIN && own !== 'app' && !SPEAKS_HTTP.test(from)) {
    return `only the routes of ${own} speak HTTP`;
  }
  return null;
}

function devtoolsObjection(resolved) {
  if (!resolved || resolved.startsWith('server/devtools/') || KNOWN_TO_DEVTOOLS.test(resolved)) return null;
  return 'devtools knows only what KNOWN_TO_DEVTOOLS names';
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
  if (file.startsWith('server/devtools/')) return devtoolsObjection(resolved);
  if (!file.startsWith('server/src/')) return null;
  if (source === '@shuozhi/devtools' || /^server\/(devtools|test|bench)\//.test(resolved ?? ''))
    return 'production does without devtools, tests and benches; loadDevtools() loads the first in development';
  if (source.startsWith('@tarojs/') || resolved?.startsWith('miniapp/'))
    return 'the server knows nothing of the mini-program';
  if (!resolved?.startsWith('server/src/')) return null;
  return serverObjection(file.slice('server/src/'.length), resolved.slice('server/src/'.length));
}

module.exports = { LAYERS, objection };
