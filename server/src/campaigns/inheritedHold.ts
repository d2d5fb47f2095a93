import type { TemplateKind } from '@shuozhi/shared';
import { Campaigns, type CampaignRecord, type Hold } from './model';
import { ACTIVE_STATUSES } from './states';
import { CODE_RULES, ruleFor } from './outcomes/codes';

/** Codes after which more than one campaign stops until a person acts. */
const FAR_REACHING = Object.keys(CODE_RULES)
  .map(Number)
  .filter((code) => ['kind', 'all'].includes(CODE_RULES[code]?.hold ?? ''));

/**
 * The hold that a new campaign of `kind` begins with, because WeChat refused another one for a reason that concerns this
 * one too and nobody has resumed or stopped that one yet; null when there is none.
 */
export async function inheritedHold(kind: TemplateKind, now: Date): Promise<Hold | null> {
  const held = await Campaigns.find(
    {
      status: { $in: ACTIVE_STATUSES },
      $or: [{ 'hold.code': { $in: FAR_REACHING } }, { 'hold.refusals': true, kind }],
    },
    'kind hold',
  ).lean<Pick<CampaignRecord, 'kind' | 'hold'>[]>();
  const found = held.find(({ kind: other, hold }) => ruleFor(hold?.code ?? 0).hold === 'all' || other === kind);
  return found?.hold ? { ...found.hold, at: now } : null;
}
