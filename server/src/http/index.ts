/** The HTTP layer: knows no domain. A domain's `routes.ts` declares routes with `route`; `app` mounts them. */
export { bearerToken } from './bearer';
export { addressReader, type IdentifyResident } from './callers';
export { earlyRoutes } from './earlyRoutes';
export { listenerBeforeKoa } from './listener';
export { mountRoutes } from './mountRoutes';
export { openApiDocument, openApiPath } from './openapi';
export { problemDetails } from './problem';
export { removeExpiredCounters } from './rateCounters';
export { createRateLimits } from './rateLimit';
export { readUpload } from './readUpload';
export { createAccessLog, requestLog } from './requestLog';
export { ResponseCache } from './responseCache';
export { route, type Guard, type Route } from './route';
export { sendCsv } from './sendCsv';
