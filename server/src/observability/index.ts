export { operationRouter } from './routes';
export { createLogger, type Logger } from './logger';
export { counter, gauge, histogram, httpDuration, registry } from './metrics';
