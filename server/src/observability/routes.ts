import Router from '@koa/router';
import { registry } from './metrics';

/**
 * What operators and orchestrators ask: `/healthz` the process is alive, `/readyz` it can serve, `/metrics`.
 * @param ready whether the database answers and its indexes stand
 * @param mayReceive false once the process is leaving
 */
export function operationRouter(
  ready: () => Promise<{ reachable: boolean; indexesBuilt: boolean }>,
  mayReceive: () => boolean,
): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const leaving = !mayReceive();
    const state = { ...(await ready()), leaving };
    const good = state.reachable && state.indexesBuilt && !leaving;
    ctx.status = good ? 200 : 503;
    ctx.body = { status: good ? 'ready' : 'not ready', ...state };
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  return router;
}
