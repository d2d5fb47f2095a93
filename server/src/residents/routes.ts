import type { KeyObject } from 'node:crypto';
import { instant, loginInput, loginResult, resident, type Resident } from '@shuozhi/shared/api';
import * as z from 'zod';
import { AppError } from '../errors';
import { route, type Guard, type Route } from '../http';
import type { WechatClient } from '../wechat';
import { exportResident, type Exporter } from './exportResident';
import { residentToken } from './guard';
import { endSessions, findResident, registerResident } from './identity';
import type { ResidentRecord } from './model';
import { removeResident, type RemovalStep } from './removeResident';

export interface ResidentsDeps {
  key: KeyObject;
  guard: Guard<{ residentId: string }>;
  client: Pick<WechatClient, 'codeToSession'>;
  /** What other modules know of a resident for the answer of a login. */
  profile: (residentId: string) => Promise<Pick<Resident, 'subscribed' | 'unread'>>;
  /** What other modules do when a resident logs in. */
  onLogin: (residentId: string) => Promise<void>;
  onDelete: readonly RemovalStep[];
  exporters: Readonly<Record<string, Exporter>>;
}

const residentExport = z
  .object({
    exportedAt: instant,
    resident: z.object({ id: z.string(), openid: z.string().nullable(), createdAt: instant }),
    data: z
      .record(z.string(), z.unknown())
      .meta({ description: 'by part: subscription, deliveries, duty, exercise, exercises, recorded' }),
  })
  .meta({ id: 'ResidentExport' });

/** Login, the resident's own record, its export and its removal. */
export function residentsRoutes(deps: ResidentsDeps): Route[] {
  const present = async (record: ResidentRecord): Promise<Resident> => ({
    id: record._id,
    createdAt: record.createdAt.toISOString(),
    ...(await deps.profile(record._id)),
  });

  return [
    route({
      method: 'post',
      path: '/auth/wechat',
      summary: '微信登录：用 wx.login 的 code 换取令牌',
      tag: 'residents',
      // Phones behind one address of a carrier begin together when an alert comes.
      callsPerMinute: 1200,
      body: loginInput,
      response: loginResult,
      handler: async ({ body }) => {
        const now = new Date();
        const { openid } = await deps.client.codeToSession(body.code);
        const record = await registerResident(openid, now);
        await deps.onLogin(record._id);
        return { token: residentToken(deps.key, record, now), resident: await present(record) };
      },
    }),
    route({
      method: 'get',
      path: '/me',
      summary: '我的账号',
      tag: 'residents',
      guard: deps.guard,
      response: resident,
      handler: async ({ principal }) => {
        const record = await findResident(principal.residentId);
        if (record === null) throw new AppError('unauthorized');
        return present(record);
      },
    }),
    route({
      method: 'get',
      path: '/me/export',
      summary: '导出关于我的全部数据',
      tag: 'residents',
      guard: deps.guard,
      response: residentExport,
      handler: ({ principal }) => exportResident(principal.residentId, deps.exporters, new Date()),
    }),
    route({
      method: 'delete',
      path: '/me/sessions',
      summary: '退出登录：所有设备上的令牌立即失效，订阅不变',
      tag: 'residents',
      guard: deps.guard,
      handler: ({ principal }) => endSessions(principal.residentId),
    }),
    route({
      method: 'delete',
      path: '/me',
      summary: '注销：删除关于我的全部数据',
      tag: 'residents',
      guard: deps.guard,
      handler: ({ principal }) => removeResident(principal.residentId, deps.onDelete, new Date()),
    }),
  ];
}
