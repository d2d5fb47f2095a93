import { existsSync } from 'node:fs';
import path from 'node:path';

const repository = path.resolve(__dirname, '../../..');

export const SERVER_BUNDLE = path.join(repository, 'server/dist/main.entry.js');
export const DEMO_BUNDLE = path.join(repository, 'server/dist/demoCommand.entry.js');
export const WEAPP_DIST = path.join(repository, 'miniapp/dist/weapp');
export const H5_DIST = path.join(repository, 'miniapp/dist/h5');
/** Where pictures for people go; not committed. */
export const SCREENSHOTS = path.join(repository, 'test-results/screenshots');

/** Throws with what to do when something these tests run has not been built. */
export function requireBuilt(...files: string[]): void {
  const missing = files.filter((file) => !existsSync(file)).map((file) => path.relative(repository, file));
  if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}. Run "npm run build" first.`);
}
