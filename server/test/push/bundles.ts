import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { serverPath } from '../../src/runtime';

const ENTRIES = {
  pushWorker: 'test/push/pushWorker.entry.ts',
  simulator: 'devtools/src/simulator/simulator.entry.ts',
};
export type LabEntry = keyof typeof ENTRIES;

let folder: string | undefined;

/**
 * The entry as one plain file: a lab starts dozens of processes, and compiling the sources in each would take longer than
 * the tests themselves. Built once a process, below the server's node_modules so that it finds the packages of the server.
 */
export function bundleOf(entry: LabEntry): string {
  if (folder === undefined) {
    folder = serverPath('node_modules', '.cache', 'shuozhi-lab', String(process.pid));
    mkdirSync(folder, { recursive: true });
    buildSync({
      entryPoints: Object.values(ENTRIES).map((file) => serverPath(file)),
      entryNames: '[name]',
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      alias: { '@shuozhi/shared': serverPath('..', 'shared', 'src') },
      define: { SERVER_BUNDLE: 'true' },
      banner: { js: 'const __dirname = import.meta.dirname;' },
      logLevel: 'silent',
    });
  }
  return path.join(folder, `${entry}.entry.mjs`);
}
