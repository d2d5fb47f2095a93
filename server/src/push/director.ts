import type { Templates } from '../config';
import type { Logger } from '../observability';
import type { WechatClient } from '../wechat';
import { finishCampaign } from './campaigns/counts';
import { expandPage } from './campaigns/expandPage';
import { planCampaign } from './campaigns/planCampaign';
import { skipPending } from './campaigns/skipPending';
import { advanceCalls, openCall } from './duty/call';
import { Campaigns, Deliveries, type CampaignRecord } from './model';

/** Pages of one audience written before the queue is looked at again: an alert must not wait for a large audience. */
const PAGES_A_TURN = 4;

/** Leads campaigns through their statuses; one worker of all does it at a time. */
export class Director {
  /** Campaigns whose audience this director wrote down without interruption. */
  private readonly continued = new Set<string>();

  /**
   * @param deps.mayGoOn whether this worker still leads
   * @param deps.onPage called after deliveries were added
   */
  constructor(
    private readonly deps: {
      client: Pick<WechatClient, 'sendSubscribeMessage'>;
      logger: Logger;
      templates: Templates;
      now: () => Date;
      mayGoOn: () => boolean;
      onPage: () => void;
    },
  ) {}

  /** Takes the calls of persons on duty further. */
  async callDuty(): Promise<void> {
    const { client, logger, now } = this.deps;
    const campaignOf = (id: string) => Campaigns.findById(id).lean<CampaignRecord>().exec();
    await advanceCalls({ client, campaignOf, now, logger });
  }

  /** One turn over all unfinished campaigns, the most pressing first. Returns whether there is more to do at once. */
  async turn(): Promise<boolean> {
    const { templates, now } = this.deps;
    const campaigns = await Campaigns.find({ status: { $ne: 'done' } })
      .sort({ priority: 1, at: 1 })
      .lean<CampaignRecord[]>();
    let more = false;
    for (const campaign of campaigns) {
      if (!this.deps.mayGoOn()) return false;
      if (campaign.status === 'planned') {
        const { regions } = await planCampaign(campaign, templates, now());
        // Persons on duty get the message before anybody else.
        if (await openCall(campaign, regions, now())) await this.callDuty();
        more = true;
      }
      if (campaign.status === 'closing' && (await this.close(campaign))) more = true;
      if (campaign.status === 'sending') await this.watch(campaign);
    }
    const expanding = campaigns.find((campaign) => campaign.status === 'expanding');
    if (expanding) {
      await this.expand(expanding);
      more = true;
    }
    return more;
  }

  private async expand(from: CampaignRecord): Promise<void> {
    let campaign = from;
    for (let page = 0; page < PAGES_A_TURN && campaign.status === 'expanding'; page++) {
      if (!this.deps.mayGoOn()) return;
      const done = await expandPage(campaign, this.continued.has(campaign._id), this.deps.now());
      if (done === null) {
        this.continued.delete(campaign._id);
        return;
      }
      campaign = done.campaign;
      this.continued.add(campaign._id);
      if (done.added > 0) this.deps.onPage();
    }
    if (campaign.status !== 'expanding') this.continued.delete(campaign._id);
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
