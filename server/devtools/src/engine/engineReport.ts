import { StartupError } from '../../../src/runtime';

/** What the engine's process tells the process that started it. */
export type EngineReport = { readonly ready: true } | { readonly ready: false; readonly message: string };

/** What people can do about the reasons for which the engine does not open, by the engine's or the system's words. */
const REASONS: readonly (readonly [RegExp, (dataDir: string) => string])[] = [
  [/DBPathInUse/, (dir) => `数据目录 ${dir} 正被另一个运行中的朔知使用：请先停止它，或用 DATA_DIR 指定另一个目录。`],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system|Operation not permitted/,
    (dir) => `数据目录 ${dir} 不可写：请检查权限，或用 DATA_DIR 指定另一个目录。`,
  ],
  [/ENOTDIR|EEXIST|Not a directory/, (dir) => `数据目录 ${dir} 不是目录：请用 DATA_DIR 指定另一个目录。`],
  [/ENOSPC|No space left/, (dir) => `数据目录 ${dir} 所在磁盘已满：请清理空间，或用 DATA_DIR 指定另一个目录。`],
];

/** Turns the engine's own words into one line that says what to do. */
export function explainEngineFailure(message: string, dataDir: string): StartupError {
  const known = REASONS.find(([pattern]) => pattern.test(message));
  if (known) return new StartupError(known[1](dataDir));
  const firstLine = message.split('\n', 1)[0] ?? '';
  return new StartupError(`内置数据库无法在 ${dataDir} 启动：${firstLine}`);
}
