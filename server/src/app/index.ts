/** The program put together: the Koa app and what runs beside it. */
export { API_PREFIX, createApp } from './createApp';
export { composeModules } from './composeModules';
export { startProgram, type RunningProgram } from './startProgram';
