import { databaseNow } from '../../database';
import {
  campaignDetail,
  campaignFilter,
  campaignList,
  campaignParams,
  campaignQuery,
  campaignsResumed,
  pushPreview,
  staffNoticeParams,
  unknownByRegion,
  type StaffAccount,
} from '@shuozhi/shared/api';
import type { Templates } from '../../config';
import { Readable } from 'node:stream';
import { route, sendCsv, type Guard, type Route } from '../../http';
import {
  campaignReport,
  campaignRows,
  listCampaigns,
  pauseCampaign,
  resumeCampaign,
  rowsOfCampaign,
  stopCampaign,
} from './manageCampaign';
import { listUnknown } from './listUnknown';
import { previewPush } from './previewPush';
import { confirmRefusals, retryRefused, undoRefusalsOf } from '../refusals/reviewRefusals';
import { CAMPAIGN_COLUMNS } from './presentCampaign';
import { sendProgress, sharedReports } from './progressRoute';
import { resendFailed } from './resendFailed';
import { resumeAll } from './resumeAll';

const TAG = 'staff';

export interface StaffPushDeps {
  /** Any member of staff may look. */
  staffGuard: Guard<StaffAccount>;
  /** Who may publish may also pause, stop and resend. */
  approverGuard: Guard<StaffAccount>;
  templates: Templates;
  /** Aborted when the program stops: streams end, so that nothing waits for them. */
  stopping: AbortSignal;
}

/** The staff's view of campaigns: preview, progress, report, pause, resume, stop, resend. */
export function staffPushRoutes({ staffGuard, approverGuard, templates, stopping }: StaffPushDeps): Route[] {
  const watched = sharedReports();
  /** A change of a campaign by an approver, recorded, answered with the campaign's report. */
  const change = (name: string, summary: string, act: (id: string, by: StaffAccount) => Promise<string | undefined>) =>
    route({
      method: 'post',
      path: `/staff/campaigns/:id/${name}`,
      summary,
      tag: TAG,
      guard: approverGuard,
      params: campaignParams,
      response: campaignDetail,
      audit: `campaign.${name}`,
      handler: async ({ principal, params, note }) => {
        note({ detail: (await act(params.id, principal)) ?? null });
        return campaignReport(params.id, databaseNow());
      },
    });

  return [
    route({
      method: 'get',
      path: '/staff/notices/:id/push-preview',
      summary: 'Whom publishing, or approving a revision, would reach now, how long it takes, and the exact card',
      tag: TAG,
      guard: staffGuard,
      params: staffNoticeParams,
      response: pushPreview,
      handler: ({ params }) => previewPush(params.id, templates, databaseNow()),
    }),
    route({
      method: 'get',
      path: '/staff/campaigns',
      summary: 'Campaigns, newest first, by notice, status, event, level, hold and time',
      tag: TAG,
      guard: staffGuard,
      query: campaignQuery,
      response: campaignList,
      handler: ({ query }) => listCampaigns(query),
    }),
    route({
      method: 'get',
      path: '/staff/campaigns/:id',
      summary: 'Live progress of a campaign, its report at the end',
      tag: TAG,
      guard: staffGuard,
      params: campaignParams,
      response: campaignDetail,
      handler: ({ params }) => campaignReport(params.id, databaseNow()),
    }),
    route({
      method: 'post',
      path: '/staff/campaigns/resume',
      summary: 'Let everything go on that WeChat’s answers hold; what a person paused stays paused',
      tag: TAG,
      guard: approverGuard,
      response: campaignsResumed,
      audit: 'campaign.resume-all',
      handler: async ({ note }) => {
        const result = await resumeAll(templates, databaseNow());
        note({ detail: `${result.resumed} 条继续，${result.held} 条仍暂停` });
        return result;
      },
    }),
    route({
      method: 'get',
      path: '/staff/campaigns/:id/unknown',
      summary: 'Of whom it is not known whether the message arrived, by district: to be told another way',
      tag: TAG,
      guard: staffGuard,
      params: campaignParams,
      response: unknownByRegion,
      handler: ({ params }) => listUnknown(params.id),
    }),
    route({
      method: 'get',
      path: '/staff/campaigns.csv',
      summary: 'The numbers of campaigns by state, reason and code as CSV; no person is named',
      tag: TAG,
      guard: staffGuard,
      query: campaignFilter,
      produces: 'text/csv',
      audit: 'campaign.export',
      handler: async ({ query, note, ctx }) => {
        note({ detail: JSON.stringify(query) });
        sendCsv(ctx, 'campaigns.csv', CAMPAIGN_COLUMNS, campaignRows(query));
      },
    }),
    route({
      method: 'get',
      path: '/staff/campaigns/:id/report.csv',
      summary: 'The numbers of one campaign as CSV',
      tag: TAG,
      guard: staffGuard,
      params: campaignParams,
      produces: 'text/csv',
      audit: 'campaign.export',
      handler: async ({ params, ctx }) => {
        const rows = await rowsOfCampaign(params.id);
        sendCsv(ctx, `campaign-${params.id}.csv`, CAMPAIGN_COLUMNS, Readable.from(rows));
      },
    }),
    route({
      method: 'get',
      path: '/staff/campaigns/:id/events',
      summary: 'Live progress as server-sent events; goes on after Last-Event-ID, 204 when nothing more will come',
      tag: TAG,
      guard: staffGuard,
      params: campaignParams,
      produces: 'text/event-stream',
      handler: ({ params, ctx }) => sendProgress(ctx, () => watched(params.id), stopping),
    }),
    change('pause', 'Send nothing more for now', async (id, by) => {
      await pauseCampaign(id, by.name, databaseNow());
      return undefined;
    }),
    change('resume', 'Go on, with the card built anew', async (id) => {
      await resumeCampaign(id, templates);
      return undefined;
    }),
    change('stop', 'Stop for good; what waits is skipped', async (id) => {
      await stopCampaign(id);
      return undefined;
    }),
    change(
      'resend',
      'Try the failed ones again, and only those',
      async (id, by) => `${await resendFailed(id, by.name, databaseNow())} 条`,
    ),
    change(
      'confirm-refusals',
      'So many refusals are true: write them to the consents, and go on',
      async (id) => `${await confirmRefusals(id)} 人`,
    ),
    change(
      'retry-refused',
      'WeChat was wrong to refuse so many: send it to them again, and go on; the consents stay as they are',
      async (id) => `${await retryRefused(id, databaseNow())} 条`,
    ),
    change(
      'undo-refusals',
      'Take back what the refusals of this campaign did to consents and openids',
      async (id) => `${await undoRefusalsOf(id)} 人`,
    ),
  ];
}
