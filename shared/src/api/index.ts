/** The HTTP contract as zod schemas; the mini-program takes only types from here. */
export * from './approval';
export * from './audit';
export * from './block';
export * from './common';
export * from './draft';
export * from './file';
export * from './gazetteImport';
export * from './item';
export * from './notice';
export * from './noticeStatus';
export * from './push';
export * from './resident';
export * from './schedule';
export * from './search';
export * from './staff';
export * from './staffAccount';
export * from './staffList';
