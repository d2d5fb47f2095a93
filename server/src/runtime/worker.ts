import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { entryArgs } from './entry';
import { serverPath } from './serverRoot';

/**
 * Starts the entry `<name>.entry.ts` in a worker thread: the bundled file, or the TypeScript source. Node 20 does not
 * apply `--import` to a worker's own file, so there the loader is registered first and the source imported after it.
 * @throws when there is no such entry
 */
export function startWorker(name: string, options: WorkerOptions): Worker {
  const entry = entryArgs(name);
  if (entry.execArgv.length === 0) return new Worker(entry.path, options);
  const tsx = path.dirname(createRequire(serverPath('package.json')).resolve('tsx/package.json'));
  const loader = pathToFileURL(path.join(tsx, 'dist/esm/api/index.mjs')).href;
  const source = pathToFileURL(entry.path).href;
  const program = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}); })`;
  return new Worker(program, { ...options, eval: true, execArgv: [] });
}
