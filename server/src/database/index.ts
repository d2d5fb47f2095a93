/** The database: connection, indexes, cursors, and the embedded engine for development and tests. */
export { connectDatabase, databaseReady, disconnectDatabase, ensureIndexes } from './connect';
export { decodeCursor, encodeCursor } from './cursor';
export { isDuplicateKey } from './errors';
export { withDatabase } from './withDatabase';
