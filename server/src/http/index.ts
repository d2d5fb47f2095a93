/** The HTTP layer: knows no domain. A domain's `routes.ts` declares routes with `route`; `app` mounts them. */
export { bearerToken } from './bearer';
export { earlyRoutes } from './earlyRoutes';
export { mountRoutes } from './mountRoutes';
export { openApiDocument, openApiPath } from './openapi';
export { problemDetails } from './problem';
export { createRateLimits, removeExpiredCounters } from './rateLimit';
export { readUpload } from './readUpload';
export { requestLog } from './requestLog';
export { ResponseCache } from './responseCache';
export { route, type Guard, type Route } from './route';
