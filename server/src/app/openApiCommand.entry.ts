import { loadConfig } from '../config';
import { openApiDocument } from '../http';
import { createLogger } from '../observability';
import { composeModules } from './composeModules';
import { API_PREFIX } from './createApp';

/** Prints the OpenAPI document of the whole API; needs no database, and nothing of the environment changes it. */
const config = loadConfig({ NODE_ENV: 'test', JWT_SECRET: 'nothing is signed with this secret' });
const modules = composeModules(config, createLogger('silent'), 'http://127.0.0.1');
process.stdout.write(JSON.stringify(openApiDocument(modules.routes, API_PREFIX), null, 2));
await modules.close();
