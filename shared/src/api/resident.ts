import * as z from 'zod';
import { instant, level, listOf, regionCode, templateKind, topicId } from './common';
import { noticeSummary } from './notice';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 HH:MM');

/** What a resident wants to be told: topics × regions, from the lowest alert level on. */
export const subscriptionInput = z
  .object({
    topics: z.array(topicId).max(17),
    regions: z.array(regionCode).max(8),
    lowestLevel: level.default('blue'),
    keywords: z.array(z.string().trim().min(1).max(20)).max(10).default([]),
    itemIds: z.array(z.string().max(64)).max(100).default([]).meta({ description: 'items followed (关注的事项)' }),
    quietHours: z
      .object({ from: clock, to: clock })
      .nullable()
      .default({ from: '22:00', to: '07:00' })
      .meta({ description: 'Asia/Shanghai; orange and red pass; null = no quiet hours' }),
  })
  .refine((s) => s.topics.length === 0 || s.regions.length > 0, { path: ['regions'], message: '请至少选择一个地区' })
  .meta({ id: 'SubscriptionInput' });
export type SubscriptionInput = z.infer<typeof subscriptionInput>;

/** Credits (可收次数) per kind of message: one accept of a one-time template is one send. */
export const credit = z
  .object({
    kind: templateKind,
    templateId: z.string(),
    remaining: z.int(),
    longTerm: z.boolean().meta({ description: 'a long-term consent: sends are not counted' }),
  })
  .meta({ id: 'Credit' });
export type Credit = z.infer<typeof credit>;

export const subscription = z
  .object({
    ...subscriptionInput.shape,
    updatedAt: instant.nullable(),
    credits: z.array(credit),
    missed: z
      .int()
      .meta({ description: 'messages not sent for want of a credit since the last consent: ask to renew' }),
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof subscription>;

/** The result of wx.requestSubscribeMessage: template id → accept, reject, ban, filter, acceptWithAlert … */
export const consentInput = z
  .object({
    results: z
      .record(z.string().max(64), z.string().max(40))
      .refine((r) => Object.keys(r).length <= 5, '一次最多 5 个模板'),
    requestId: z
      .string()
      .min(8)
      .max(64)
      .regex(/^[\w-]+$/)
      .meta({ description: 'unique per tap: a repeated call counts once' }),
  })
  .meta({ id: 'ConsentInput' });
export const credits = z.object({ credits: z.array(credit) });

export const resident = z
  .object({ id: z.string(), createdAt: instant, subscribed: z.boolean(), unread: z.int() })
  .meta({ id: 'Resident' });
export type Resident = z.infer<typeof resident>;

export const loginInput = z.object({ code: z.string().min(1).max(128) });
export const loginResult = z.object({ token: z.string(), resident }).meta({ id: 'LoginResult' });
export type LoginResult = z.infer<typeof loginResult>;

export const inboxEntry = z
  .object({
    id: z.string(),
    event: z.string().meta({ description: 'publish, revise, withdraw, alert-…, reminder, item-changed' }),
    title: z.string(),
    at: instant,
    read: z.boolean(),
    notice: noticeSummary.nullable(),
    itemId: z.string().nullable(),
    page: z.string().meta({ description: 'page of the mini-program to open' }),
  })
  .meta({ id: 'InboxEntry' });
export type InboxEntry = z.infer<typeof inboxEntry>;
export const inbox = listOf(inboxEntry).extend({ unread: z.int() }).meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof inbox>;
export const markReadInput = z.object({ ids: z.array(z.string().max(64)).max(100).optional() });

/** "我能收到吗": every link of the chain, in order; the first that is not ok says what to do. */
export const reach = z
  .object({
    reachable: z.boolean(),
    checks: z.array(
      z.object({
        id: z.enum(['subscription', 'region', 'wechat', 'credit', 'delivery']),
        ok: z.boolean(),
        message: z.string(),
        action: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof reach>;
