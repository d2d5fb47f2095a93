import { Campaigns, type CampaignRecord } from '../model';
import type { HoldReach } from '../outcomes/codes';
import { SENDING_STATUSES } from '../states';

function isSameOrder(a: readonly CampaignRecord[], b: readonly CampaignRecord[]): boolean {
  return a.length === b.length && a.every((campaign, index) => campaign._id === b[index]?._id);
}

/** The campaigns whose messages may go out, as this process last read them, the most pressing first. */
export class SendableCampaigns {
  private list: readonly CampaignRecord[] = [];
  private ids: ReadonlySet<string> = new Set();
  private reads = 0;
  private shown = 0;

  get inOrder(): readonly CampaignRecord[] {
    return this.list;
  }

  has(campaignId: string): boolean {
    return this.ids.has(campaignId);
  }

  /** Reads them anew. @returns whether they or their order changed */
  async read(): Promise<boolean> {
    const read = ++this.reads;
    const list = await Campaigns.find({ status: { $in: SENDING_STATUSES }, hold: null })
      .sort({ priority: 1, at: 1 })
      .lean<CampaignRecord[]>();
    // A read that began earlier knows less.
    if (read < this.shown) return false;
    this.shown = read;
    const isChanged = !isSameOrder(list, this.list);
    this.set(list);
    return isChanged;
  }

  /** Takes away what a hold of this campaign concerns, before it is written down. */
  remove({ _id, kind }: CampaignRecord, reach: HoldReach): void {
    this.set(
      this.list.filter((one) => !(reach === 'all' || one._id === _id || (reach === 'kind' && one.kind === kind))),
    );
  }

  private set(list: readonly CampaignRecord[]): void {
    this.list = list;
    this.ids = new Set(list.map((campaign) => campaign._id));
  }
}
