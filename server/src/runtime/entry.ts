import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serverPath, serverRoot } from './serverRoot';

/** Set by esbuild (scripts/build) in the bundle only. */
declare const SERVER_BUNDLE: boolean | undefined;

/** A file that begins a process or a worker thread of its own, and the Node options it needs. */
export interface EntryFile {
  readonly path: string;
  readonly execArgv: string[];
}

const SUFFIX = '.entry';

/** Every `src/**\/<name>.entry.ts` of a package by its name. */
function entrySources(folder: string): Map<string, string> {
  const files = readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((file) => file.endsWith(`${SUFFIX}.ts`))
      .map((file) => [path.basename(file, `${SUFFIX}.ts`), path.join(folder, 'src', file)]),
  );
}

/**
 * Where the entry `<name>.entry.ts` stands for this run: the bundled file when we are the bundle, else the TypeScript
 * source with the options that let Node run it. Fits `fork(path, args, { execArgv })` and `new Worker(path, { execArgv })`.
 * @param folder of the package that holds it; the server's by default
 * @throws when there is no such entry.
 */
export function entryArgs(name: string, folder: string = serverRoot()): EntryFile {
  if (typeof SERVER_BUNDLE !== 'undefined') {
    return { path: path.join(folder, 'dist', `${name}${SUFFIX}.js`), execArgv: [] };
  }
  const source = entrySources(folder).get(name);
  if (!source) throw new Error(`no entry named ${name} in ${folder}`);
  const tsx = createRequire(serverPath('package.json')).resolve('tsx');
  return { path: source, execArgv: ['--import', pathToFileURL(tsx).href] };
}
