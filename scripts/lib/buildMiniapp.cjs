'use strict';
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { runChild } = require('./children.cjs');
const { fingerprint } = require('./fingerprint.cjs');
const { inRoot } = require('./paths.cjs');
const { CommandError, during } = require('./say.cjs');

/** The two forms of the mini-program, and the file whose presence proves that Taro built it. */
const FORMS = {
  h5: { label: '构建网页版（首次约半分钟）', proof: 'index.html' },
  weapp: { label: '构建微信小程序', proof: 'app.json' },
};

const SOURCES = ['src', 'config', 'babel.config.cjs', 'package.json', 'tsconfig.json', '.env', '.env.production'].map(
  (file) => inRoot('miniapp', file),
);

const outputOf = (form) => inRoot('miniapp', 'dist', form);
const stampOf = (form) => inRoot('miniapp', 'dist', `.${form}.fingerprint`);

/** The hash of everything that the build of a form reads. */
function sourcesOf(form) {
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('TARO_APP_'));
  const shared = ['shared/src', 'shared/package.json', 'package-lock.json', 'tsconfig.json'].map((file) =>
    inRoot(file),
  );
  return fingerprint([...SOURCES, ...shared], [form, ...settings.sort().map(String)]);
}

/** Whether the finished build is the one of these sources. */
function isFresh(form, sources) {
  const stamp = stampOf(form);
  const built = existsSync(path.join(outputOf(form), FORMS[form].proof));
  return built && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/** How to run Taro's build of a form. */
function taroCommand(form, ...options) {
  const cli = require.resolve('@tarojs/cli/bin/taro', { paths: [inRoot('miniapp')] });
  const env = { ...process.env, NODE_ENV: options.includes('--watch') ? 'development' : 'production' };
  return { command: process.execPath, args: [cli, 'build', '--type', form, ...options], cwd: inRoot('miniapp'), env };
}

/**
 * Builds a form of the mini-program when its sources changed since the last build.
 * @param {'h5' | 'weapp'} form
 * @returns {Promise<boolean>} whether it had to be built
 * @throws CommandError with the last lines of the build; Taro itself leaves with 0 also when it failed
 */
async function ensureMiniapp(form) {
  const sources = sourcesOf(form);
  if (isFresh(form, sources)) return false;
  rmSync(stampOf(form), { force: true });
  rmSync(outputOf(form), { recursive: true, force: true });
  const { command, args, ...options } = taroCommand(form);
  await during(FORMS[form].label, async () => {
    const { output } = await runChild(command, args, options);
    if (existsSync(path.join(outputOf(form), FORMS[form].proof))) return;
    throw new CommandError(`${FORMS[form].label}失败：\n${output.trim().split('\n').slice(-40).join('\n')}`);
  });
  mkdirSync(path.dirname(stampOf(form)), { recursive: true });
  writeFileSync(stampOf(form), sources);
  return true;
}

module.exports = { ensureMiniapp, taroCommand };
