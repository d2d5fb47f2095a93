import type { Templates } from '../config';
import type { Logger } from '../observability';
import { finishCampaign } from './outcomeCounts';
import { fanOutPage } from './fanOutPage';
import { planCampaign } from './planCampaign';
import { skipPending } from './skipPending';
import { Campaigns, type CampaignRecord } from './model';
import { Deliveries } from '../delivery';

/** Pages of one audience written before the queue is looked at again: an alert must not wait for a large audience. */
const PAGES_A_TURN = 4;
/** A campaign that failed is left alone for a moment. */
const AFTER_FAILURE_MS = 1000;

/** Leads campaigns through their statuses; one worker of all does it at a time. */
export class Coordinator {
  /** Campaigns whose audience this director wrote down without interruption. */
  private readonly continued = new Set<string>();
  /** Campaigns that failed, and when they may be tried again. */
  private readonly failed = new Map<string, number>();

  /**
   * @param deps.mayGoOn whether this worker still leads
   * @param deps.onPlanned awaited for every planned campaign before its audience is written, in each turn
   * @param deps.onPage called after deliveries were added
   */
  constructor(
    private readonly deps: {
      logger: Logger;
      templates: Templates;
      now: () => Date;
      mayGoOn: () => boolean;
      onPlanned: (campaign: CampaignRecord) => Promise<void>;
      onPage: () => void;
    },
  ) {}

  /**
   * One turn over all unfinished campaigns, the most pressing first; one that fails stands still and stops no other.
   * Returns whether there is more to do at once.
   */
  async turn(): Promise<boolean> {
    const campaigns = await Campaigns.find({ status: { $ne: 'done' } })
      .sort({ priority: 1, at: 1 })
      .lean<CampaignRecord[]>();
    let more = false;
    for (const campaign of campaigns) {
      if (!this.deps.mayGoOn()) return false;
      if (await this.attempt(campaign, () => this.lead(campaign))) more = true;
    }
    for (const campaign of campaigns.filter(({ status }) => status === 'expanding')) {
      if (await this.attempt(campaign, () => this.expand(campaign))) return true;
    }
    return more;
  }

  /** Does `work` for a campaign; false when it failed, now or a moment ago. */
  private async attempt(campaign: CampaignRecord, work: () => Promise<boolean>): Promise<boolean> {
    const { logger, now } = this.deps;
    if (now().getTime() < (this.failed.get(campaign._id) ?? 0)) return false;
    try {
      const done = await work();
      this.failed.delete(campaign._id);
      return done;
    } catch (err) {
      this.failed.set(campaign._id, now().getTime() + AFTER_FAILURE_MS);
      logger.error({ action: 'push.direct', campaign: campaign._id, err });
      return false;
    }
  }

  /** True when there is more to do for the campaign at once. */
  private async lead(campaign: CampaignRecord): Promise<boolean> {
    if (campaign.status === 'planned') {
      await planCampaign(campaign, this.deps.templates, this.deps.now());
      return true;
    }
    if (campaign.status === 'closing') return this.close(campaign);
    await this.deps.onPlanned(campaign);
    if (campaign.status === 'sending') await this.watch(campaign);
    return false;
  }

  /** Writes some pages of the audience down; true. */
  private async expand(from: CampaignRecord): Promise<boolean> {
    let campaign = from;
    for (let page = 0; page < PAGES_A_TURN && campaign.status === 'expanding'; page++) {
      if (!this.deps.mayGoOn()) return true;
      const done = await fanOutPage(campaign, this.continued.has(campaign._id), this.deps.now());
      if (done === null) {
        this.continued.delete(campaign._id);
        return true;
      }
      campaign = done.campaign;
      this.continued.add(campaign._id);
      if (done.added > 0) this.deps.onPage();
    }
    if (campaign.status !== 'expanding') this.continued.delete(campaign._id);
    return true;
  }

  /** Skips what waits of a closing campaign; ends it when nothing is in flight either. True while there is more. */
  private async close(campaign: CampaignRecord): Promise<boolean> {
    if ((await skipPending(campaign._id)) > 0) return true;
    await finishCampaign(campaign, this.deps.now());
    return false;
  }

  private async watch(campaign: CampaignRecord): Promise<void> {
    if (campaign.firstSentAt === null) {
      const sent = await Deliveries.findOne({ campaignId: campaign._id, state: 'sent' }, 'sentAt').lean();
      if (sent?.sentAt) await Campaigns.updateOne({ _id: campaign._id }, { $set: { firstSentAt: sent.sentAt } });
    }
    await finishCampaign(campaign, this.deps.now());
  }
}
