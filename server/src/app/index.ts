/** The program put together: the Koa app and what runs beside it. */
export { startProgram } from './startProgram';
