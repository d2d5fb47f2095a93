import type { Templates } from '../config';
import { Deliveries } from './deliveries';
import type { Logger } from '../observability';
import { finishCampaign } from './outcomeCounts';
import { fanOutPage } from './fanOutPage';
import { planCampaign } from './planCampaign';
import { doubtUnusual } from './refusals/settleRefusals';
import { skipPending } from './closeCampaign';
import { Campaigns, type CampaignRecord } from './model';

/** Pages of one audience written before the campaigns are read again: an alert must not wait for a large audience. */
const PAGES_PER_CYCLE = 4;
/** A campaign that failed is tried again after this time. */
const RETRY_FAILED_MS = 1000;

/** Takes campaigns from status to status; one worker of all does it at a time. */
export class Coordinator {
  /** Campaigns whose fan-out this coordinator has done without interruption. */
  private readonly continued = new Set<string>();
  /** Campaigns that failed, and when they may be tried again. */
  private readonly failed = new Map<string, number>();

  /**
   * @param deps.isCoordinating whether this worker still holds the coordinator's lease
   * @param deps.onPlanned awaited for every planned campaign before its fan-out, in each cycle
   * @param deps.onPage called after deliveries were added
   */
  constructor(
    private readonly deps: {
      logger: Logger;
      templates: Templates;
      now: () => Date;
      isCoordinating: () => boolean;
      /** How far above the usual the share of refusals may be, 0…1. */
      refusalShare: number;
      onPlanned: (campaign: CampaignRecord) => Promise<void>;
      onPage: () => void;
    },
  ) {}

  /**
   * One cycle over all unfinished campaigns, the most pressing first; one that fails is left as it is and stops no other.
   * Returns whether there is more to do at once.
   */
  async runCycle(): Promise<boolean> {
    const campaigns = await Campaigns.find({ status: { $ne: 'done' } })
      .sort({ priority: 1, at: 1 })
      .lean<CampaignRecord[]>();
    let more = false;
    for (const campaign of campaigns) {
      if (!this.deps.isCoordinating()) return false;
      if (await this.attempt(campaign, () => this.advance(campaign))) more = true;
    }
    for (const campaign of campaigns.filter(({ status }) => status === 'expanding')) {
      if (await this.attempt(campaign, () => this.fanOut(campaign))) return true;
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
      this.failed.set(campaign._id, now().getTime() + RETRY_FAILED_MS);
      logger.error({ action: 'push.coordinate', campaign: campaign._id, err });
      return false;
    }
  }

  /** True when there is more to do for the campaign at once. */
  private async advance(campaign: CampaignRecord): Promise<boolean> {
    if (campaign.status === 'planned') {
      await planCampaign(campaign, this.deps.templates, this.deps.now());
      return true;
    }
    if (campaign.status === 'closing') return this.close(campaign);
    await this.deps.onPlanned(campaign);
    if (campaign.status === 'sending') await this.finishWhenSettled(campaign);
    return false;
  }

  /** Fans out some pages of the audience; true. */
  private async fanOut(from: CampaignRecord): Promise<boolean> {
    let campaign = from;
    for (let page = 0; page < PAGES_PER_CYCLE && campaign.status === 'expanding'; page++) {
      if (!this.deps.isCoordinating()) return true;
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

  private async finishWhenSettled(campaign: CampaignRecord): Promise<void> {
    if (campaign.firstSentAt === null) {
      const sent = await Deliveries.findOne({ campaignId: campaign._id, state: 'sent' }, 'sentAt').lean();
      if (sent?.sentAt) await Campaigns.updateOne({ _id: campaign._id }, { $set: { firstSentAt: sent.sentAt } });
    }
    const { refusalShare, now } = this.deps;
    // So few that no worker doubted them, or each of several workers a part.
    if (campaign.hold === null && (await doubtUnusual(campaign, refusalShare, now()))) {
      if (campaign.kind !== 'alert') return;
    }
    await finishCampaign(campaign, now());
  }
}
