/** Residents (居民): login by WeChat, the guard of their routes, export and removal. Only the openid is stored. */
export { residentGuard, residentOfToken } from './guard';
export { openidOf, registerResident, residentIdByOpenid } from './identity';
export { finishRemovals, removeResident, type RemovalStep } from './removeResident';
export { residentsRoutes } from './routes';
