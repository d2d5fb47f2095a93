import type { NoticeDraftInput } from '@shuozhi/shared/api';
import { subscriptionKeys, type TemplateKind } from '@shuozhi/shared';
import { setTimeout as pause } from 'node:timers/promises';
import { collectionOf } from '../../src/database';
import type { NoticeEvent } from '../../src/notices';
import { publishedNotice } from '../noticeSteps';
import { emptySubscription, Subscriptions } from '../../src/subscriptions/model';
import { Campaigns, type CampaignRecord } from '../../src/campaigns/model';

/** Takes a notice through its whole life to published; returns the event its campaign is derived from. */
export async function publishedEvent(draft: Partial<NoticeDraftInput> = {}, now = new Date()): Promise<NoticeEvent> {
  return (await publishedNotice(draft, now)).event;
}

/**
 * Subscribers `bench-0` … whom the simulated WeChat knows without registering.
 * @param more.credits consents of each by kind; one for every kind unless told
 */
export async function seedSubscribers(
  count: number,
  more: {
    from?: number;
    topics?: string[];
    regions?: string[];
    credits?: Partial<Record<TemplateKind, number>>;
    longTerm?: boolean;
    quiet?: { from: number; to: number } | null;
  } = {},
): Promise<void> {
  const { from = 0, topics = ['fire', 'alert'], regions = ['140602'], longTerm = false, quiet = null } = more;
  const credits = more.credits ?? { notice: 1, alert: 1, item: 1, reminder: 1 };
  const keys = subscriptionKeys(topics, regions);
  const ledger = Object.fromEntries(
    Object.entries(credits).map(([kind, left]) => [kind, { left, longTerm, held: [], marks: [] }]),
  );
  for (let start = from; start < from + count; start += 5000) {
    const rows = [];
    for (let n = start; n < Math.min(start + 5000, from + count); n++) {
      rows.push({
        ...emptySubscription(benchResident(n), `bench-${n}`),
        topics,
        regions,
        keys,
        keysSince: keys.map(() => 0),
        ledger,
        quiet,
        savedAt: new Date(0),
      });
    }
    await collectionOf(Subscriptions).insertMany(rows, { ordered: false });
  }
}

/** The resident behind `bench-n`. */
export const benchResident = (n: number): string => `resident-${String(n).padStart(7, '0')}`;

/** Waits until `condition` holds; throws with `what` after `ms`. */
export async function until(what: string, condition: () => Promise<boolean>, ms = 120_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await pause(100);
  }
}

/** Waits until a campaign is done and returns it. */
export async function campaignDone(id: string, ms?: number): Promise<CampaignRecord> {
  await until(`campaign ${id} done`, async () => (await Campaigns.findById(id).lean())?.status === 'done', ms);
  const campaign = await Campaigns.findById(id).lean<CampaignRecord>();
  if (!campaign) throw new Error('campaign vanished');
  return campaign;
}
