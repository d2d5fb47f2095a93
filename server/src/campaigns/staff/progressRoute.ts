import type { CampaignDetail } from '@shuozhi/shared/api';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import { Readable } from 'node:stream';
import { campaignReport } from './manageCampaign';
import { progressEvents, progressId } from './progressEvents';

/** Counting a million deliveries is not done again for each person who looks. */
const SHARED_MS = 900;
const CAMPAIGNS_AT_ONCE = 200;

/** Reports of campaigns, each counted once for all who ask within a second. */
export function sharedReports(): (id: string) => Promise<CampaignDetail> {
  const reports = new LRUCache<string, CampaignDetail>({
    max: CAMPAIGNS_AT_ONCE,
    ttl: SHARED_MS,
    fetchMethod: (id) => campaignReport(id, new Date()),
  });
  return (id) => reports.forceFetch(id);
}

/**
 * Answers the progress of a campaign as server-sent events.
 * @throws AppError `campaign_not_found`
 */
export async function sendProgress(
  ctx: Context,
  look: () => Promise<CampaignDetail>,
  stopping: AbortSignal,
): Promise<void> {
  const lastId = ctx.get('Last-Event-ID');
  const first = await look();
  if (first.status === 'done' && lastId === progressId(first)) {
    // A browser does not come again after this.
    ctx.status = 204;
    return;
  }
  const gone = new AbortController();
  ctx.res.once('close', () => gone.abort());
  ctx.set('Cache-Control', 'no-cache, no-transform');
  // nginx would hold the events back until its buffer is full; so would compression.
  ctx.set('X-Accel-Buffering', 'no');
  ctx.compress = false;
  ctx.body = Readable.from(progressEvents(look, { lastId, signal: AbortSignal.any([stopping, gone.signal]) }));
  ctx.type = 'text/event-stream';
}
