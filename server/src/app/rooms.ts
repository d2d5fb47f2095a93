import type Router from '@koa/router';
import type { Config } from '../config';
import { ResponseCache, type Route } from '../http';
import type { Job } from '../jobs';
import type { Logger } from '../observability';
import { noticesRoutes } from '../notices';
import { staffRoutes } from '../staff';
import { signingKey } from '../tokens';

/** Everything the rooms give to the program, joined where one room's news concerns another. */
export interface Rooms {
  cache: ResponseCache;
  routes: Route[];
  routers: Router[];
  jobs: Job[];
}

/** Joins the rooms: who is told when something public changed, who forgets a resident who leaves. */
export function joinRooms(config: Config, logger: Logger): Rooms {
  const key = signingKey(config.jwtSecret);
  const cache = new ResponseCache();
  void logger;
  return {
    cache,
    routes: [
      ...noticesRoutes(),
      ...staffRoutes({
        key,
        onChanged: () => {
          cache.clear();
          return Promise.resolve(null);
        },
      }),
    ],
    routers: [],
    jobs: [],
  };
}
