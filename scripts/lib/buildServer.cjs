'use strict';
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { inRoot, root } = require('./paths.cjs');
const { CommandError } = require('./say.cjs');

const OUT = inRoot('server', 'dist');
/** ES modules have no `__dirname`; server/src/runtime finds the package with it. */
const BANNER = 'const __dirname = import.meta.dirname;';

/** Every file of the server that begins a process or a worker thread. */
function entryPoints() {
  return readdirSync(inRoot('server', 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.entry.ts'))
    .map((file) => inRoot('server', 'src', file));
}

/** Writes only what changed, each file at once: a server may be running from this folder. */
function writeOutput({ path: file, contents }) {
  try {
    if (readFileSync(file).equals(contents)) return;
  } catch {
    // not there yet
  }
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

/**
 * Bundles each `server/src/**\/<name>.entry.ts` with our own code into `server/dist/<name>.entry.js`; packages stay
 * outside. Takes well under a second.
 * @throws CommandError with the compiler's messages
 */
async function buildServer() {
  const esbuild = require('esbuild');
  const result = await esbuild
    .build({
      absWorkingDir: root,
      entryPoints: entryPoints(),
      entryNames: '[name]',
      outdir: OUT,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      alias: { '@shuozhi/shared': inRoot('shared', 'src') },
      define: { SERVER_BUNDLE: 'true' },
      banner: { js: BANNER },
      sourcemap: true,
      write: false,
      logLevel: 'silent',
    })
    .catch(async (error) => {
      const messages = await esbuild.formatMessages(error.errors ?? [], { kind: 'error', color: false });
      throw new CommandError(`服务端构建失败：\n${messages.join('') || error.message}`);
    })
    // Its service process would stay as long as we do.
    .finally(() => esbuild.stop());
  mkdirSync(OUT, { recursive: true });
  const outputs = result.outputFiles.map(({ path: file, contents }) => ({
    path: file,
    contents: Buffer.from(contents),
  }));
  outputs.forEach(writeOutput);
  const kept = new Set(outputs.map((output) => path.basename(output.path)));
  // Drafts of a build beside this one stay.
  const stale = readdirSync(OUT).filter((file) => /\.entry\.js(\.map)?$/.test(file) && !kept.has(file));
  for (const file of stale) rmSync(path.join(OUT, file));
}

module.exports = { buildServer };
