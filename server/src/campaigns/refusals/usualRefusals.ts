import type { TemplateKind } from '@shuozhi/shared';
import { Campaigns, type CampaignRecord } from '../model';
import { ruleFor } from '../outcomes/codes';

/** The last campaigns of the kind that tell what is usual. */
const CAMPAIGNS = 50;

/** The share of people refused in the last campaigns of a kind, 0…1; 0 before there were any. Doubted ones do not count. */
export async function usualRefusals(kind: TemplateKind): Promise<number> {
  const last = await Campaigns.find(
    { kind, status: 'done', counts: { $ne: null }, 'refusals.verdict': { $ne: 'doubted' } },
    'counts',
  )
    .sort({ at: -1 })
    .limit(CAMPAIGNS)
    .lean<Pick<CampaignRecord, 'counts'>[]>();
  let refused = 0;
  let accepted = 0;
  for (const [outcome, n] of last.flatMap(({ counts }) => Object.entries(counts ?? {}))) {
    const [state, code] = outcome.split(':');
    if (state === 'sent') accepted += n;
    if (code !== undefined && (state === 'refused' || (state === 'failed' && ruleFor(Number(code)).openidInvalid)))
      refused += n;
  }
  return refused === 0 ? 0 : refused / (refused + accepted);
}
