'use strict';
const { checkBuilt, ensureBuilt } = require('./ensureBuilt.cjs');
const { inRoot } = require('./paths.cjs');

/** The two forms of the mini-program, and the file whose presence proves that Taro built it. */
const FORMS = {
  h5: { label: '构建网页版（首次约半分钟）', proof: 'index.html' },
  weapp: { label: '构建微信小程序', proof: 'app.json' },
};

/** Everything that a build reads. */
const SOURCES = [
  ...['src', 'config', 'babel.config.cjs', 'package.json', 'tsconfig.json', '.env', '.env.production'].map((file) =>
    inRoot('miniapp', file),
  ),
  ...['shared/src', 'shared/package.json', 'package-lock.json', 'tsconfig.json'].map((file) => inRoot(file)),
];

/** How to run Taro's build of a form. */
function taroCommand(form, ...options) {
  const cli = require.resolve('@tarojs/cli/bin/taro', { paths: [inRoot('miniapp')] });
  const env = { ...process.env, NODE_ENV: options.includes('--watch') ? 'development' : 'production' };
  return { command: process.execPath, args: [cli, 'build', '--type', form, ...options], cwd: inRoot('miniapp'), env };
}

/** @param {'h5' | 'weapp'} form */
function buildOf(form) {
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('TARO_APP_'));
  return {
    ...FORMS[form],
    output: inRoot('miniapp', 'dist', form),
    stampFile: inRoot('miniapp', 'dist', `.${form}.fingerprint`),
    sources: SOURCES,
    settings: [form, ...settings.sort().map(String)],
    command: () => taroCommand(form),
  };
}

/**
 * Builds a form of the mini-program when its sources changed since the last build.
 * @param {'h5' | 'weapp'} form
 * @throws CommandError with the last lines of the build
 */
const ensureMiniapp = (form) => ensureBuilt(buildOf(form));

/** Without the build tools: says when the browser app is missing or old. The mini-program in WeChat does without it. */
const checkMiniapp = () => checkBuilt(buildOf('h5'), '网页版');

module.exports = { checkMiniapp, ensureMiniapp, taroCommand };
