/** Residents (居民): login by WeChat, the guard of their routes, export and removal. Only the openid is stored. */
export { type Exporter } from './exportResident';
export { openidOf, residentIdByOpenid } from './findResidents';
export { residentGuard } from './guard';
export { registerResident } from './registerResident';
export { finishRemovals, removeResident, type RemovalStep } from './removeResident';
export { residentsRoutes, type ResidentsDeps } from './routes';
