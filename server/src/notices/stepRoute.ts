import { databaseNow } from '../database';
import { staffNotice, staffNoticeParams, type StaffAccount } from '@shuozhi/shared/api';
import type * as z from 'zod';
import { route, type Guard, type Route } from '../http';
import type { NoticeRecord } from './model';
import { noticeForStaff } from './staffList';

/** The API's tag of everything that staff do with notices. */
export const TAG = 'staff';
/** A long plan with its tables is about 1 MB of JSON. */
export const TEXT_LIMIT = 4 * 1024 * 1024;

interface StepSpec<B extends z.ZodType> {
  guard: Guard<StaffAccount>;
  /** What is done: the last part of the path, and `notice.NAME` in the audit trail. */
  name: string;
  summary: string;
  body: B;
  bodyLimit?: number;
  /** What the audit entry says of it: the hash that was named, a reason. */
  detail: (body: z.output<B>) => string | null;
  take: (id: string, body: z.output<B>, actor: StaffAccount, now: Date) => Promise<NoticeRecord>;
}

/** The route of a step in the life of a notice, `POST /staff/notices/:id/NAME`: answers the notice as staff see it. */
export function stepRoute<B extends z.ZodType>({ name, detail, take, ...spec }: StepSpec<B>): Route {
  return route({
    ...spec,
    method: 'post',
    path: `/staff/notices/:id/${name}`,
    tag: TAG,
    params: staffNoticeParams,
    response: staffNotice,
    audit: `notice.${name}`,
    handler: async ({ params, body, principal, note }) => {
      // The schema of this very route made it: TypeScript does not follow that through the generic.
      const input = body as z.output<B>;
      note({ detail: detail(input) });
      return noticeForStaff(await take(params.id, input, principal, databaseNow()));
    },
  });
}
