import {
  activeAlertList,
  alertInput,
  alertTemplateList,
  alertTemplateParams,
  alertTemplateProposal,
  changeRequest,
  exerciseResidentList,
  exerciseResidentsProposal,
  publishResult,
  releaseInput,
  staffNotice,
  staffNoticeParams,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { momentOf } from '@shuozhi/shared';
import { presentChange } from '../approvals';
import { route, type Guard, type Route } from '../http';
import { noticeForStaff, presentSummary, type NoticeEvent } from '../notices';
import { listExerciseResidents, proposeExerciseResidents } from '../subscriptions';
import { createAlert, listActiveAlerts, releaseAlert } from './alerts';
import { alertTemplatesInUse, proposeAlertTemplate } from './templates';

const TAG = 'alerts';

interface AlertsDeps {
  guard: Guard<StaffAccount>;
  /** Who may propose templates and the residents of exercises. */
  writers: Guard<StaffAccount>;
  /** As for notices: caches and search follow, and the event becomes a campaign at once. */
  onChanged: (event: NoticeEvent | null) => Promise<string | null>;
}

/** The staff API of alerts. */
export function alertsRoutes({ guard, writers, onChanged }: AlertsDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/alerts',
      summary: 'Alerts in force, exercises among them: level, time left and reach of the last notice of each chain',
      tag: TAG,
      guard,
      response: activeAlertList,
      handler: async () => ({ items: await listActiveAlerts(new Date()) }),
    }),
    route({
      method: 'post',
      path: '/staff/alerts',
      summary: 'Draft an alert, or the next step of one, from a template, and hand it in when asked to',
      tag: TAG,
      guard,
      body: alertInput,
      status: 201,
      response: staffNotice,
      audit: 'alert.create',
      handler: async ({ body, principal, note }) => {
        const notice = await createAlert(body, principal, new Date());
        note({ target: notice._id, detail: notice.title });
        return noticeForStaff(notice);
      },
    }),
    route({
      method: 'post',
      path: '/staff/alerts/:id/release',
      summary: 'Approve and publish the alert of this hash in one step; by a person who wrote no part of it',
      tag: TAG,
      guard,
      params: staffNoticeParams,
      body: releaseInput,
      response: publishResult,
      audit: 'alert.release',
      handler: async ({ params, body, principal, note }) => {
        note({ detail: body.hash });
        const now = new Date();
        const { notice, event } = await releaseAlert(params.id, body, principal, now);
        return { notice: presentSummary(notice, momentOf(now)), campaignId: await onChanged(event) };
      },
    }),
    route({
      method: 'get',
      path: '/staff/alert-templates',
      summary: 'Templates of alerts as they are used now',
      tag: TAG,
      guard,
      response: alertTemplateList,
      handler: async () => ({ items: await alertTemplatesInUse() }),
    }),
    route({
      method: 'put',
      path: '/staff/alert-templates/:id',
      summary: 'Propose a template; another person’s approval puts it to use',
      tag: TAG,
      guard: writers,
      params: alertTemplateParams,
      body: alertTemplateProposal,
      response: changeRequest,
      audit: 'alert.template',
      handler: async ({ params, body, principal, note }) => {
        const change = await proposeAlertTemplate(params.id, body, principal, new Date());
        note({ detail: `待审批 ${change._id}` });
        return presentChange(change);
      },
    }),
    route({
      method: 'get',
      path: '/staff/exercise-residents',
      summary: 'Residents whom exercises (演练) reach',
      tag: TAG,
      guard,
      response: exerciseResidentList,
      audit: 'alert.exercise-residents.read',
      handler: async () => ({ items: await listExerciseResidents() }),
    }),
    route({
      method: 'put',
      path: '/staff/exercise-residents',
      summary: 'Propose the residents whom exercises reach; all others no longer are',
      tag: TAG,
      guard: writers,
      body: exerciseResidentsProposal,
      response: changeRequest,
      audit: 'alert.exercise-residents',
      handler: async ({ body, principal, note }) => {
        const change = await proposeExerciseResidents(body, principal, new Date());
        note({ target: change.target, detail: `待审批 ${change._id}` });
        return presentChange(change);
      },
    }),
  ];
}
