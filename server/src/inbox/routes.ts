import { databaseNow } from '../database';
import { inbox, markReadInput, pageQuery } from '@shuozhi/shared/api';
import * as z from 'zod';
import { route, type Guard, type Route } from '../http';
import { markRead, readInbox } from './inbox';

/** A resident's inbox. */
export function inboxRoutes(guard: Guard<{ residentId: string }>): Route[] {
  return [
    route({
      method: 'get',
      path: '/me/inbox',
      summary: 'Everything matched since subscribing, newest first, delivered by WeChat or not',
      tag: 'me',
      guard,
      query: pageQuery,
      response: inbox,
      handler: ({ principal, query }) => readInbox(principal.residentId, query, databaseNow()),
    }),
    route({
      method: 'post',
      path: '/me/inbox/read',
      summary: 'Mark entries as read; all of them without ids',
      tag: 'me',
      guard,
      body: markReadInput,
      response: z.object({ unread: z.int() }),
      handler: async ({ principal, body }) => ({
        unread: await markRead(principal.residentId, body.ids, databaseNow()),
      }),
    }),
  ];
}
