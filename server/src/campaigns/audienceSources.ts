import { audienceKeys, levelRank } from '@shuozhi/shared';
import type { NoticeForPush } from '../notices';
import { exerciseResidents, keywordsIn, type AudienceRule } from '../subscriptions';
import { EVENT_RULES, type PushEventType } from './eventRules';
import type { CampaignRecord, Source } from './model';

/** The ways in which subscribers match an event now. */
async function matchingSources(notice: NoticeForPush | null, itemId: string | null): Promise<Source[]> {
  if (itemId !== null) return [{ by: 'itemIds', values: [itemId] }];
  if (!notice) return [];
  if (notice.exercise) return [{ by: 'residents', values: await exerciseResidents() }];
  const keys: Source = { by: 'keys', values: audienceKeys(notice.topics, notice.regions) };
  const words = await keywordsIn([notice.title, notice.summary ?? ''].join('\n'));
  return words.length === 0 ? [keys] : [keys, { by: 'keywords', values: words }];
}

/**
 * Where the audience of an event comes from, in the order in which it is gone through.
 * @param earlier campaigns of the chain that the event concerns
 */
export async function sourcesOf(
  event: { type: PushEventType; itemId: string | null },
  notice: NoticeForPush | null,
  earlier: readonly { _id: string }[],
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const audience of EVENT_RULES[event.type].audience) {
    if (audience === 'subscribers') sources.push(...(await matchingSources(notice, event.itemId)));
    else sources.push(...earlier.map(({ _id }): Source => ({ by: 'previous-recipients', campaignId: _id })));
  }
  return sources;
}

/** The search rule of a source; null for one that names its residents. */
export function ruleOfSource(source: Source, event: Pick<CampaignRecord, 'level' | 'at'>): AudienceRule | null {
  if (source.by === 'previous-recipients' || source.by === 'residents') return null;
  return { by: source.by, values: source.values, rank: levelRank(event.level), before: event.at };
}
