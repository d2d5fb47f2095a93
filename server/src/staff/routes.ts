import type { Route } from '../http';
import { noticeRoutes, type NoticeRouteDeps } from './noticeRoutes';
import { sessionRoutes } from './sessionRoutes';

/** Everything staff call, but for what other rooms add under `/staff`. */
export function staffRoutes(deps: NoticeRouteDeps): Route[] {
  return [...sessionRoutes(deps), ...noticeRoutes(deps)];
}
