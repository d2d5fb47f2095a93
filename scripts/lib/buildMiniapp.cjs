'use strict';
const { existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { runChild } = require('./children.cjs');
const { stampOf } = require('./fingerprint.cjs');
const { hasDevelopmentPackages } = require('./install.cjs');
const { inRoot } = require('./paths.cjs');
const { requirePrebuilt, textOf } = require('./prebuilt.cjs');
const { CommandError, during } = require('./say.cjs');

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

const outputOf = (form) => inRoot('miniapp', 'dist', form);
const proofOf = (form) => path.join(outputOf(form), FORMS[form].proof);
const stampFileOf = (form) => inRoot('miniapp', 'dist', `.${form}.fingerprint`);

/** What the build of a form reads besides its sources. */
function settingsOf(form) {
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('TARO_APP_'));
  return [form, ...settings.sort().map(String)];
}

/** How to run Taro's build of a form. */
function taroCommand(form, ...options) {
  const cli = require.resolve('@tarojs/cli/bin/taro', { paths: [inRoot('miniapp')] });
  const env = { ...process.env, NODE_ENV: options.includes('--watch') ? 'development' : 'production' };
  return { command: process.execPath, args: [cli, 'build', '--type', form, ...options], cwd: inRoot('miniapp'), env };
}

/**
 * Builds a form of the mini-program when its sources changed since the last build. Where the build tools are not
 * installed, it must be built already.
 * @param {'h5' | 'weapp'} form
 * @throws CommandError with the last lines of the build; Taro itself leaves with 0 also when it failed
 */
async function ensureMiniapp(form) {
  const stampFile = stampFileOf(form);
  if (!hasDevelopmentPackages()) {
    requirePrebuilt({ label: '网页版', proof: proofOf(form), stamp: stampFile, sources: SOURCES });
    return;
  }
  const stamp = stampOf(SOURCES, settingsOf(form));
  if (existsSync(proofOf(form)) && textOf(stampFile) === stamp) return;
  rmSync(stampFile, { force: true });
  rmSync(outputOf(form), { recursive: true, force: true });
  const { command, args, ...options } = taroCommand(form);
  await during(FORMS[form].label, async () => {
    const { output } = await runChild(command, args, options);
    if (existsSync(proofOf(form))) return;
    throw new CommandError(`${FORMS[form].label}失败：\n${output.trim().split('\n').slice(-40).join('\n')}`);
  });
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

module.exports = { ensureMiniapp, taroCommand };
