'use strict';
const path = require('node:path');
const { checkBuilt, ensureBuilt } = require('./ensureBuilt.cjs');
const { inRoot } = require('./paths.cjs');

/** Where npm put Vite: not always at the top. */
const vite = () =>
  path.join(
    path.dirname(require.resolve('vite/package.json', { paths: [inRoot('server', 'console')] })),
    'bin/vite.js',
  );

/** The staff console, as Vite builds it. */
const CONSOLE = {
  label: '构建工作台',
  output: inRoot('server', 'console', 'dist'),
  proof: 'index.html',
  stampFile: inRoot('server', 'console', 'dist', '.fingerprint'),
  sources: [
    ...['src', 'build', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.json'].map((file) =>
      inRoot('server', 'console', file),
    ),
    ...['server/client/src', 'shared/src', 'package-lock.json', 'tsconfig.json'].map((file) => inRoot(file)),
  ],
  settings: [],
  command: () => ({
    command: process.execPath,
    args: [vite(), 'build', '--logLevel', 'warn'],
    cwd: inRoot('server', 'console'),
    env: { ...process.env, NODE_ENV: 'production' },
  }),
};

/**
 * Builds the console when its sources changed since the last build.
 * @throws CommandError with the last lines of the build
 */
const ensureConsole = () => ensureBuilt(CONSOLE);

/** Without the build tools: says when the console is missing or old. */
const checkConsole = () => checkBuilt(CONSOLE, '工作台');

module.exports = { checkConsole, ensureConsole };
