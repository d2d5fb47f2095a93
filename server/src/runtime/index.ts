export { backoffMs, type Backoff } from './backoff';
export { type EntryFile, entryArgs } from './entry';
export { Notifier } from './notifier';
export { Poller, type PollerOptions } from './poller';
export { RevalidatedCache, type RevalidatedCacheOptions } from './revalidatedCache';
export { serverPath, serverRoot } from './serverRoot';
export { isStartupError, StartupError } from './startupError';
