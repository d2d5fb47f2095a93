import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lowerElf } from './lowerElf';

/** Raised when the rules of the rewrite change, so that old copies are not used. */
const REVISION = 1;

/** Where copies of the engine are kept between runs, after the XDG base directory specification. */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env.XDG_CACHE_HOME || path.join(env.HOME || os.homedir(), '.cache'), 'shuozhi');
}

async function writeDurably(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'w', 0o700);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes the lowered libraries beside their place and moves them there as one, so that no half copy is ever loaded. */
async function writeCopy(source: string, target: string, arch: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${target}.`);
  try {
    for (const file of await readdir(source)) {
      if (!/\.(so|node)$/.test(file)) continue;
      const { library } = lowerElf(await readFile(path.join(source, file)), arch);
      await writeDurably(path.join(draft, file), library);
    }
    await chmod(draft, 0o700);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/**
 * Gives a copy of the engine's libraries that runs on glibc 2.36, made once a version and kept in the first folder that
 * can be written.
 * @param engine the published libraries.
 * @param cacheDirs folders that belong to this user, the preferred one first.
 * @returns the absolute path of the Node addon of the copy.
 */
export async function privateCopy(
  engine: { folder: string; version: string },
  cacheDirs: readonly string[],
  arch: string = process.arch,
): Promise<string> {
  const addon = (await readdir(engine.folder)).find((file) => file.endsWith('.node'));
  if (!addon) throw new Error(`no Node addon in ${engine.folder}`);
  let failure: unknown;
  for (const cacheDir of cacheDirs) {
    const target = path.join(cacheDir, `engine-${engine.version}-${arch}-${REVISION}`);
    try {
      if (!existsSync(target)) await writeCopy(engine.folder, target, arch);
      return path.join(target, addon);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
