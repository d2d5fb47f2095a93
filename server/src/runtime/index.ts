export { type EntryFile, entryArgs } from './entry';
export { serverPath, serverRoot } from './serverRoot';
export { isStartupError, StartupError } from './startupError';
export { startWorker } from './worker';
