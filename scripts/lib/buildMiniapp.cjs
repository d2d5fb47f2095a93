'use strict';
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { runChild } = require('./children.cjs');
const { isStampOf, stampOf } = require('./fingerprint.cjs');
const { hasDevelopmentPackages } = require('./install.cjs');
const { inRoot } = require('./paths.cjs');
const { CommandError, during, say } = require('./say.cjs');

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

/** What the finished build of a form noted of its sources; empty when there is none. */
function stampOfBuild(form) {
  const finished = existsSync(proofOf(form)) && existsSync(stampFileOf(form));
  return finished ? readFileSync(stampFileOf(form), 'utf8') : '';
}

/**
 * Without the build tools (`npm ci --omit=dev`), what was built before is served. Says so when there is nothing or it was
 * made from other sources than those beside it; the mini-program in WeChat does without the browser app.
 */
function checkPrebuilt() {
  const stamp = stampOfBuild('h5');
  if (stamp === '') say('没有构建好的网页版，只提供接口：要有网页，请先运行 npm run build（会补装开发依赖）。');
  else if (existsSync(inRoot('miniapp', 'src')) && !isStampOf(stamp, SOURCES))
    say('构建好的网页版与现在的源码不是同一版：请运行 npm run build（会补装开发依赖）。');
}

/**
 * Builds a form of the mini-program when its sources changed since the last build.
 * @param {'h5' | 'weapp'} form
 * @throws CommandError with the last lines of the build; Taro itself leaves with 0 also when it failed
 */
async function ensureMiniapp(form) {
  const stamp = stampOf(SOURCES, settingsOf(form));
  if (stampOfBuild(form) === stamp) return;
  const stampFile = stampFileOf(form);
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

/** Sees to the browser app that the server serves: built now where the build tools are installed, else as it was built. */
async function ensureBrowserApp() {
  if (hasDevelopmentPackages()) await ensureMiniapp('h5');
  else checkPrebuilt();
}

module.exports = { ensureBrowserApp, ensureMiniapp, taroCommand };
