'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { isStampOf } = require('./fingerprint.cjs');
const { CommandError } = require('./say.cjs');

const REMEDY = '请运行 npm run build（会补装开发依赖），之后可用 npm prune --omit=dev 去掉它们。';

/** The text of a file, or undefined when there is none. */
function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * Where the build tools are not installed (`npm ci --omit=dev`), what runs must have been built before, from the sources
 * that lie beside it; a deployment may also leave the sources out.
 * @param {{ label: string, proof: string, stamp: string, sources: string[] }} build `label` for people; `proof`, the file
 *   without which it is not complete; `stamp`, where it noted its sources, of which the first tells whether they are here
 * @throws CommandError with one line when it is missing or made from other sources
 */
function requirePrebuilt({ label, proof, stamp, sources }) {
  if (!existsSync(proof)) throw new CommandError(`没有构建好的${label}：${REMEDY}`);
  if (existsSync(sources[0]) && !isStampOf(textOf(stamp) ?? '', sources)) {
    throw new CommandError(`构建好的${label}与现在的源码不是同一版：${REMEDY}`);
  }
}

module.exports = { requirePrebuilt, textOf };
