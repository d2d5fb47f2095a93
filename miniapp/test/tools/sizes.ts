import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export interface PackageSizes {
  /** Bytes of the main package. */
  main: number;
  /** Bytes of each subpackage by its root. */
  subpackages: Map<string, number>;
}

/** Files of a WeChat build as they are uploaded: without source maps and licence texts. */
export function shippedFiles(dist: string): string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => statSync(path.join(dist, file)).isFile() && !/\.(map|LICENSE\.txt)$/.test(file));
}

/** How large the packages of a WeChat build are. */
export function packageSizes(dist: string, roots: readonly string[]): PackageSizes {
  const subpackages = new Map(roots.map((root) => [root.replace(/\/$/, ''), 0]));
  let main = 0;
  for (const file of shippedFiles(dist)) {
    const bytes = statSync(path.join(dist, file)).size;
    const root = [...subpackages.keys()].find((name) => file.startsWith(`${name}/`));
    if (root === undefined) main += bytes;
    else subpackages.set(root, (subpackages.get(root) ?? 0) + bytes);
  }
  return { main, subpackages };
}
