'use strict';
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { inRoot, root } = require('./paths.cjs');
const { CommandError } = require('./say.cjs');

const SERVER = inRoot('server');
/** The embedded database engine and the simulated WeChat; production does without. */
const DEVTOOLS = inRoot('server', 'devtools');
/** ES modules have no `__dirname`; server/src/runtime finds the package with it. */
const BANNER = 'const __dirname = import.meta.dirname;';

/** Every file of a package that begins a process or a worker thread, and the module that others load. */
function entryPoints(folder) {
  return readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.entry.ts') || file === 'index.ts')
    .map((file) => path.join(folder, 'src', file));
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
 * Bundles each `src/**\/<name>.entry.ts` of a package with our own code into `dist/<name>.entry.js`, and its `src/index.ts`
 * into `dist/index.js`; packages stay outside. Takes well under a second.
 * @throws CommandError with the compiler's messages
 */
async function bundle(folder) {
  const esbuild = require('esbuild');
  const out = path.join(folder, 'dist');
  const result = await esbuild
    .build({
      absWorkingDir: root,
      entryPoints: entryPoints(folder),
      entryNames: '[name]',
      outdir: out,
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
  mkdirSync(out, { recursive: true });
  const outputs = result.outputFiles.map(({ path: file, contents }) => ({
    path: file,
    contents: Buffer.from(contents),
  }));
  outputs.forEach(writeOutput);
  const kept = new Set(outputs.map((output) => path.basename(output.path)));
  // Drafts of a build beside this one stay.
  const stale = readdirSync(out).filter((file) => /\.js(\.map)?$/.test(file) && !kept.has(file));
  for (const file of stale) rmSync(path.join(out, file));
}

/**
 * Bundles the server, and outside production the development tools that it loads there. A package that is deployed
 * without its sources stays as it was built.
 */
async function buildServer() {
  const packages = process.env.NODE_ENV === 'production' ? [SERVER] : [SERVER, DEVTOOLS];
  for (const folder of packages) if (existsSync(path.join(folder, 'src'))) await bundle(folder);
}

module.exports = { buildServer };
