import { scheduleInput, staffNotice, staffNoticeParams, type StaffAccount } from '@shuozhi/shared/api';
import { route, type Guard, type Route } from '../../http';
import { noticeForStaff } from '../staffList';
import { stepRoute, TAG } from '../stepRoute';
import { scheduleNotice, unscheduleNotice } from './scheduleNotice';

/** Publishing at a time (定时发布): set, moved and taken back by whoever may publish. */
export function scheduleRoutes(guard: Guard<StaffAccount>): Route[] {
  return [
    stepRoute({
      guard,
      name: 'schedule',
      summary: 'Publish the approved text of this hash at a time, to the minute; setting it again moves it',
      body: scheduleInput,
      detail: ({ hash, at }) => `${hash} ${at}`,
      take: scheduleNotice,
    }),
    route({
      method: 'delete',
      path: '/staff/notices/:id/schedule',
      summary: 'Take the time of publishing back; the text stays approved',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      response: staffNotice,
      audit: 'notice.unschedule',
      handler: async ({ params, principal }) =>
        noticeForStaff(await unscheduleNotice(params.id, principal, new Date())),
    }),
  ];
}
