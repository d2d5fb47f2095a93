import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE_NAME = '@shuozhi/server';

/** True for the folder that holds the server's own package.json. */
function isServerRoot(folder: string): boolean {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
  return name === PACKAGE_NAME;
}

function findAbove(start: string): string | undefined {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    if (isServerRoot(folder)) return folder;
    const inWorkspace = path.join(folder, 'server');
    if (isServerRoot(inWorkspace)) return inWorkspace;
    if (path.dirname(folder) === folder) return undefined;
  }
}

// jest compiles to CommonJS, where `import.meta` is a syntax error; the bundle declares `__dirname` in its banner;
// tsx has neither, so there the started script and the working directory say where we are.
const moduleFolder = typeof __dirname === 'string' ? __dirname : undefined;

let root: string | undefined;

/**
 * The absolute path of the server package (the folder of `src`, `dist` and `data`): the same from the bundle, from
 * TypeScript and under jest. Throws when the program was torn out of its package.
 */
export function serverRoot(): string {
  if (root) return root;
  const starts = [moduleFolder, process.argv[1] && path.dirname(process.argv[1]), process.cwd()];
  for (const start of starts) {
    root = start ? findAbove(start) : undefined;
    if (root) return root;
  }
  throw new Error(`cannot find the package ${PACKAGE_NAME} from ${process.cwd()}`);
}

/** An absolute path inside the server package, e.g. `serverPath('data', 'items.json')`. */
export function serverPath(...parts: string[]): string {
  return path.join(serverRoot(), ...parts);
}
