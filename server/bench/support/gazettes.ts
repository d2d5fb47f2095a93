import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cityProfile, importDocuments, parseGazette } from '../../src/gazettes';
import { serverPath } from '../../src/runtime';

const gazettes = serverPath('..', '..', 'shared', 'gazettes');

/** Imports and publishes the gazettes that stand beside the project. @returns how many documents; 0 without gazettes */
export async function importGazettes(now: Date): Promise<number> {
  if (!existsSync(gazettes)) return 0;
  let stored = 0;
  for (const file of readdirSync(gazettes).filter((name) => name.endsWith('.txt'))) {
    const { documents } = parseGazette(readFileSync(path.join(gazettes, file), 'utf8'), cityProfile);
    stored += (await importDocuments(documents, { publish: true, actor: null, now })).length;
  }
  return stored;
}
