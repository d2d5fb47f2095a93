import { createLogger } from '../src/observability';

// Writes lines to standard output as the server does, and leaves.
const logger = createLogger('info');
for (let n = 0; n < 1000; n += 1) logger.info({ action: 'line', n });
logger.info({ action: 'last' });
process.exit(0);
