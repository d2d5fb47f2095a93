import type { TemplateKind } from '@shuozhi/shared';
import type { PushPreview } from '@shuozhi/shared/api';
import type { Templates } from '../../config';
import { upcomingEvent } from '../../notices';
import { countAudience, countReachable } from '../../subscriptions';
import { chainOf } from '../outboxRelay';
import { earlierCampaigns } from '../superseding';
import { ruleOfSource, sourcesOf } from '../audienceSources';
import { messageContextOf } from '../messageContext';
import { recipientsPage, previousRecipientsAmong, previousCampaignIds } from '../previousRecipients';
import { buildMessage } from '../message/buildMessage';
import { isForPreviousRecipientsOnly, kindOf } from '../eventRules';
import { readSharedRate } from '../../delivery';
import { presentCard } from './presentCampaign';

const PAGE = 1000;

type Count = Awaited<ReturnType<typeof countReachable>>;

/** The recipients of earlier campaigns, each once. */
async function countPreviousRecipients(campaignIds: readonly string[], kind: TemplateKind): Promise<Count> {
  const count: Count = { recipients: 0, noCredit: 0, openidInvalid: 0 };
  for (const [index, campaignId] of campaignIds.entries()) {
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page: Awaited<ReturnType<typeof recipientsPage>> = await recipientsPage(campaignId, after, PAGE);
      const notified = await previousRecipientsAmong([campaignId], page.residentIds);
      const counted = await previousRecipientsAmong(campaignIds.slice(0, index), [...notified]);
      const found = await countReachable(
        [...notified].filter((id) => !counted.has(id)),
        kind,
      );
      count.recipients += found.recipients;
      count.noCredit += found.noCredit;
      count.openidInvalid += found.openidInvalid;
      after = page.next;
    }
  }
  return count;
}

/**
 * What approving or publishing a notice would do now: whom it reaches, whom not and why, how long it takes, and the exact
 * card. Of an event for subscribers and for previous recipients, those are counted who subscribe to it now.
 * @throws AppError `notice_not_found`
 */
export async function previewPush(noticeId: string, templates: Templates, now: Date): Promise<PushPreview> {
  const { notice, type: announced, changeNote } = await upcomingEvent(noticeId);
  const type = announced ?? 'revise';
  const event = { type, title: notice.title, changeNote, at: now, noticeId, itemId: null, level: notice.level };
  const { kind, message, problems } = buildMessage(
    kindOf(type, notice.level),
    messageContextOf(event, notice),
    templates,
  );
  const earlier = await earlierCampaigns({ ...event, _id: '', chain: await chainOf(noticeId) });
  // A minor revision notifies nobody.
  const sources = announced === null ? [] : await sourcesOf(event, notice, earlier);
  const rules = sources.flatMap((source) => ruleOfSource(source, event) ?? []);
  const named = sources.flatMap((source) => (source.by === 'residents' ? source.values : []));
  const count = await (isForPreviousRecipientsOnly(type)
    ? countPreviousRecipients(previousCampaignIds({ sources }), kind)
    : notice.exercise
      ? countReachable(named, kind)
      : countAudience(rules, kind));
  const reachable = count.recipients - count.noCredit - count.openidInvalid;
  const rate = (await readSharedRate())?.rate ?? 0;
  return {
    event: announced ?? 'none',
    recipients: count.recipients,
    reachable,
    unreachable: { noCredit: count.noCredit, openidInvalid: count.openidInvalid },
    ratePerSecond: rate,
    expectedSeconds: rate > 0 ? Math.ceil(reachable / rate) : 0,
    card: presentCard(kind, message),
    valid: problems.length === 0,
  };
}
