import type { DeliveryPorts } from '../../delivery';
import { quietUntil } from '../../subscriptions';
import type { WechatClient } from '../../wechat';
import { publishToSend } from '../metrics';
import { decide, type CampaignDecision } from '../outcomes/decide';
import { UnknownCodeStreak } from '../outcomes/unknownCodeStreak';
import { afterUnknown, type UnknownSort } from '../outcomes/unknownOutcomePolicy';
import { RefusalWindow } from '../refusals/refusalWindow';
import { nextDue, type DueDelivery } from './nextDue';
import { countUndecided, recordInDoubt } from './recordInDoubt';
import { putOff, recordAccepted, recordOutcomes } from './recordOutcomes';
import type { SendableCampaigns } from './sendableCampaigns';
import { applySideEffects } from './sideEffects';

const SEND_PATH = '/cgi-bin/message/subscribe/send';

interface CampaignPortsDeps {
  client: Pick<WechatClient, 'sendSubscribeMessage' | 'quota'>;
  sendable: SendableCampaigns;
  /** What is sent again after an unknown outcome. */
  resendUnknown: readonly UnknownSort[];
  now: () => Date;
  /** How far above the usual the share of refusals may be, 0…1. */
  refusalShare: number;
  /** Called when nothing is in flight or prefetched any more: a campaign may have ended. */
  onIdle: () => void;
}

/** What the sending engine asks of campaigns. */
export function campaignPorts({
  client,
  sendable,
  resendUnknown,
  refusalShare,
  now,
  onIdle,
}: CampaignPortsDeps): DeliveryPorts<DueDelivery, CampaignDecision> {
  const streak = new UnknownCodeStreak();
  const refusals = new RefusalWindow(refusalShare);
  return {
    nextDue: (partitions, at, limit, known) => nextDue(sendable.inOrder, partitions, at, limit, known),
    refresh: async () => void (await sendable.read()),
    maySend: ({ campaign }) => campaign.message !== null && sendable.has(campaign._id),
    notBefore: ({ quiet }, at) => quietUntil(quiet, at),
    putOff,
    send: async ({ recipient, campaign }) => {
      if (!campaign.message) throw new Error('a campaign without a message is not sent');
      const { templateId, page, data } = campaign.message;
      return client.sendSubscribeMessage({ touser: recipient, templateId, page, data });
    },
    decide: ({ campaign, failures, triedAt, uncertain }, result, conditions) => {
      const longTerm = campaign.message?.longTerm ?? false;
      const policy = afterUnknown(campaign.kind, longTerm, resendUnknown);
      const triedMs = triedAt === null ? 0 : now().getTime() - triedAt.getTime();
      const attempt = { failures, triedMs, uncertain, longTerm, afterUnknown: policy, ...conditions };
      const judged = streak.judge(campaign._id, decide(result, attempt, Math.random()));
      const decision = { ...judged, isDoubted: refusals.doubts(campaign, judged) };
      if (decision.hold !== null) sendable.remove(campaign, decision.hold);
      else if (decision.isDoubted && campaign.kind !== 'alert') sendable.remove(campaign, 'kind');
      if (decision.state === 'sent') {
        publishToSend.observe({ kind: campaign.kind }, (now().getTime() - campaign.at.getTime()) / 1000);
      }
      return decision;
    },
    record: async (outcomes) => {
      await applySideEffects(outcomes, now());
      await recordOutcomes(outcomes);
    },
    recordAccepted,
    recordInDoubt: (entries, at) => recordInDoubt(entries, resendUnknown, at),
    countUndecided,
    quota: () => client.quota(SEND_PATH),
    onIdle,
  };
}
