export { backoffMs, type Backoff } from './backoff';
export { entryArgs } from './entry';
export { escapeHtml } from './escapeHtml';
export { Notifier } from './notifier';
export { Poller } from './poller';
export { RevalidatedCache } from './revalidatedCache';
export { serverPath } from './serverRoot';
export { isStartupError, StartupError } from './startupError';
