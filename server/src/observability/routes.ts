import Router from '@koa/router';
import { registry } from './metrics';

/**
 * What operators and orchestrators ask: `/healthz` the process is alive, `/readyz` it can serve, `/metrics`.
 * @param ready whether the database answers and its indexes stand
 */
export function operationRouter(ready: () => Promise<{ reachable: boolean; indexesBuilt: boolean }>): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const state = await ready();
    const good = state.reachable && state.indexesBuilt;
    ctx.status = good ? 200 : 503;
    ctx.body = { status: good ? 'ready' : 'not ready', ...state };
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  return router;
}
