/** The database: connection, indexes, typed collections and pages. */
export { databaseNow, wrongClocks } from './clock';
export { collectionOf, insertMissing } from './collectionOf';
export { connectDatabase, databaseReady, disconnectDatabase, ensureIndexes } from './connect';
export { decodeCursor, encodeCursor, keysetPage, type PageRequest } from './cursor';
export { defineModel, Mixed } from './defineModel';
export { isDuplicateKey, isUnavailable } from './errors';
export { withDatabase } from './withDatabase';
