'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { runChild } = require('./children.cjs');
const { inRoot } = require('./paths.cjs');
const { CommandError, during } = require('./say.cjs');

const LOCK = inRoot('package-lock.json');
/** npm writes it at the very end, so an interrupted installation lacks it. */
const INSTALLED = inRoot('node_modules', '.package-lock.json');

/** Whether an installation has development packages; one made with `npm ci --omit=dev` has none. */
const hasDevelopment = (installed) => Object.values(installed).some((found) => found.dev);

/** Whether this is a workspace, or npm's link to one, that is not in this copy of the repository: production has no devtools. */
function isLeftOut(folder, { link, resolved }) {
  const workspace = link ? resolved : folder;
  return !workspace.includes('node_modules') && !existsSync(inRoot(workspace));
}

/**
 * Decides what must be installed. Contents are compared, not times: a checkout touches the lock file.
 * @param {Record<string, Package>} locked what package-lock.json asks for, by the folder of each package
 * @param {Record<string, Package> | undefined} installed what npm noted as installed; undefined when it did not finish
 * @param {boolean} building whether the command needs the development packages; others run without where they are left out
 * @returns {'nothing' | 'production' | 'everything'}
 * @typedef {{ version?: string, integrity?: string, link?: boolean, resolved?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} Package
 */
function toInstall(locked, installed, building) {
  if (!installed) return 'everything';
  const whole = hasDevelopment(installed);
  if (building && !whole) return 'everything';
  const differs = Object.entries(locked).some(([folder, wanted]) => {
    if (folder === '' || isLeftOut(folder, wanted)) return false;
    const found = installed[folder];
    // Packages for other systems are locked and not installed.
    if (!found) return !wanted.optional && !wanted.devOptional && (whole || !wanted.dev);
    return found.version !== wanted.version || found.integrity !== wanted.integrity;
  });
  if (!differs) return 'nothing';
  return whole ? 'everything' : 'production';
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

/** Whether the packages that build and test are installed; in production they are not. */
function hasDevelopmentPackages() {
  return hasDevelopment(packagesIn(INSTALLED) ?? {});
}

/**
 * Installs the packages of the lock file when they are missing or other ones. An installation without development
 * packages stays one, unless the command builds.
 * @param {{ building: boolean }} command
 * @throws CommandError that says why it failed
 */
async function ensureInstalled({ building }) {
  const wanted = toInstall(packagesIn(LOCK), packagesIn(INSTALLED), building);
  if (wanted === 'nothing') return;
  const [command, args] = npmCommand();
  const omit = wanted === 'production' ? ['--omit=dev'] : ['--include=dev'];
  const install = async () => {
    const { code, output } = await runChild(command, [...args, 'ci', '--no-progress', ...omit]);
    if (code !== 0) throw new CommandError(explainFailure(output));
  };
  await during('安装依赖（首次约一分钟）', install);
}

module.exports = { ensureInstalled, explainFailure, hasDevelopmentPackages, toInstall };
