/** Pure vocabulary and rules; safe for the mini-program (no zod, no I/O). Schemas live in `@shuozhi/shared/api`. */
export * from './audience';
export * from './city';
export * from './civilDate';
export * from './search';
export * from './levels';
export * from './regions';
export * from './standing';
export * from './templates';
export * from './topics';
export * from './validity';
export * from './visibleText';
export * from './withdrawalReasons';
