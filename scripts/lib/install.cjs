'use strict';
const { readFileSync } = require('node:fs');
const { runChild } = require('./children.cjs');
const { inRoot } = require('./paths.cjs');
const { CommandError, during } = require('./say.cjs');

const LOCK = inRoot('package-lock.json');
/** npm writes it at the very end, so an interrupted installation lacks it. */
const INSTALLED = inRoot('node_modules', '.package-lock.json');

/**
 * Decides whether the packages must be installed. Contents are compared, not times: a checkout touches the lock file.
 * @param {Record<string, Package>} locked what package-lock.json asks for, by the folder of each package
 * @param {Record<string, Package> | undefined} installed what npm noted as installed; undefined when it did not finish
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Package
 */
function needsInstall(locked, installed) {
  if (!installed) return true;
  return Object.entries(locked).some(([folder, wanted]) => {
    if (folder === '') return false;
    const found = installed[folder];
    // Packages for other systems are locked and not installed.
    if (!found) return !wanted.optional && !wanted.devOptional;
    return found.version !== wanted.version || found.integrity !== wanted.integrity;
  });
}

/** What went wrong, by npm's error codes. */
const REASONS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    '连不上 npm 仓库：请检查网络或 npm 的 registry 设置后重试。',
  ],
  [/ENOSPC/, '磁盘空间不足：请清理后重试。'],
  [/EACCES|EPERM|EROFS/, '没有写入权限：请检查项目目录和 npm 缓存目录的权限后重试。'],
  [/ENOTEMPTY|EBUSY/, '另一个程序正在使用 node_modules：请等它结束后重试。'],
  [/EINTEGRITY/, '下载的包校验不符：请运行 npm cache clean --force 后重试。'],
  [
    /EUSAGE|can only install packages when/,
    'package.json 与 package-lock.json 不一致：请运行 npm install 并提交 lock 文件。',
  ],
];

/** Explains a failed `npm ci` in a line or, when the reason is not known, with npm's last lines. */
function explainFailure(output) {
  const known = REASONS.find(([pattern]) => pattern.test(output));
  if (known) return `安装依赖失败：${known[1]}`;
  return `安装依赖失败：\n${output.trim().split('\n').slice(-8).join('\n')}`;
}

/** The packages in a lock file of npm; undefined when there is none. */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The npm that runs us, without asking the shell for it; `npm` from the path when we were started directly. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script)) return [process.execPath, [script]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

/**
 * Installs the packages of the lock file when they are missing or other ones.
 * @throws CommandError that says why it failed
 */
async function ensureInstalled() {
  if (!needsInstall(packagesIn(LOCK), packagesIn(INSTALLED))) return;
  const [command, args] = npmCommand();
  const install = async () => {
    const env = { ...process.env, NODE_ENV: '' };
    const { code, output } = await runChild(command, [...args, 'ci', '--no-progress'], { env });
    if (code !== 0) throw new CommandError(explainFailure(output));
  };
  await during('安装依赖（首次约一分钟）', install);
}

module.exports = { ensureInstalled, explainFailure, needsInstall };
