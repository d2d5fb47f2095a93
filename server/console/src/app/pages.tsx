import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Role } from '@/api/session';

export interface ConsolePage {
  /** Below /console; `:id` is given to the page as `params.id`. */
  path: string;
  /** What the navigation and the window's title say. */
  name: string;
  /** Stands in the navigation under this heading; pages without one are reached from others. */
  group?: '办理' | '发布' | '资料' | '管理';
  /** Who may open it; absent: everybody. What they may do there the server decides. */
  roles?: readonly Role[];
  Page: LazyExoticComponent<ComponentType<{ params: Record<string, string> }>>;
}

/** Every page, one line each, in the order of the navigation. */
export const PAGES: readonly ConsolePage[] = [
  { path: '/', name: '工作台', group: '办理', Page: lazy(() => import('@/pages/workbench')) },
  { path: '/notices', name: '通知', group: '办理', Page: lazy(() => import('@/pages/notices')) },
  {
    path: '/imports',
    name: '导入',
    group: '办理',
    roles: ['editor', 'admin'],
    Page: lazy(() => import('@/pages/imports')),
  },
  { path: '/imports/:id', name: '导入的文件', Page: lazy(() => import('@/pages/import')) },
  { path: '/notices/:id', name: '稿件', Page: lazy(() => import('@/pages/notice')) },
  { path: '/approval/:id', name: '核稿签发', Page: lazy(() => import('@/pages/approval')) },
  { path: '/changes/:id', name: '待签发的内容', Page: lazy(() => import('@/pages/change')) },
];
