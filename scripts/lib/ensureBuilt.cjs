'use strict';
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { runChild } = require('./children.cjs');
const { isStampOf, stampOf } = require('./fingerprint.cjs');
const { CommandError, during, say } = require('./say.cjs');

/**
 * A build of something that browsers or phones load.
 * @typedef {object} Build
 * @property {string} label what a person reads while it runs
 * @property {string} output the folder it writes
 * @property {string} proof the file in it whose presence proves that it was built; a tool may leave with 0 when it failed
 * @property {string} stampFile notes what it was built from
 * @property {string[]} sources everything it reads
 * @property {string[]} settings what else changes the result
 * @property {() => { command: string, args: string[] }} command
 */

const hasProof = ({ output, proof }) => existsSync(path.join(output, proof));

/** What the finished build noted of its sources; empty when there is none. */
const stampOfBuild = (build) =>
  hasProof(build) && existsSync(build.stampFile) ? readFileSync(build.stampFile, 'utf8') : '';

/**
 * Builds when the sources changed since the last build.
 * @param {Build} build
 * @throws CommandError with the last lines of the build
 */
async function ensureBuilt(build) {
  const stamp = stampOf(build.sources, build.settings);
  if (stampOfBuild(build) === stamp) return;
  rmSync(build.stampFile, { force: true });
  rmSync(build.output, { recursive: true, force: true });
  const { command, args, ...options } = build.command();
  await during(build.label, async () => {
    const { output } = await runChild(command, args, options);
    if (hasProof(build)) return;
    throw new CommandError(`${build.label}失败：\n${output.trim().split('\n').slice(-40).join('\n')}`);
  });
  mkdirSync(path.dirname(build.stampFile), { recursive: true });
  writeFileSync(build.stampFile, stamp);
}

/**
 * Says so when there is no finished build, or it was made from other sources than those beside it.
 * @param {Build} build
 * @param {string} name what is missing, for a person
 */
function checkBuilt(build, name) {
  const stamp = stampOfBuild(build);
  if (stamp === '') say(`没有构建好的${name}，只提供接口：要有${name}，请先运行 npm run build（会补装开发依赖）。`);
  else if (existsSync(build.sources[0]) && !isStampOf(stamp, build.sources))
    say(`构建好的${name}与现在的源码不是同一版：请运行 npm run build（会补装开发依赖）。`);
}

module.exports = { checkBuilt, ensureBuilt };
