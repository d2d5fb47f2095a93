import type { TemplateKind } from '@shuozhi/shared';
import { filterOf, type AudienceRule } from './audience';
import { Subscriptions } from './model';

/** How many residents an event concerns, and how many of them a message of one kind cannot reach and why. */
export interface AudienceCount {
  recipients: number;
  noCredit: number;
  openidInvalid: number;
}

const NOBODY: AudienceCount = { recipients: 0, noCredit: 0, openidInvalid: 0 };

/** Counts under way, by what they count. */
const running = new Map<string, Promise<AudienceCount>>();

/**
 * How many residents `rules` match now, each once, and how many of them a message of `kind` cannot reach and why. The
 * database counts: it reads every match, some seconds of its work at a million residents, so those who ask the same
 * meanwhile wait for the same answer.
 */
export async function countAudience(rules: readonly AudienceRule[], kind: TemplateKind): Promise<AudienceCount> {
  const filters = rules.filter((rule) => rule.values.length > 0).map((rule) => filterOf(rule, null));
  if (filters.length === 0) return NOBODY;
  const question = JSON.stringify([kind, filters]);
  const asked = running.get(question);
  if (asked) return asked;
  const count = countMatches(filters, kind).finally(() => running.delete(question));
  running.set(question, count);
  return count;
}

/** The same for given residents; those who left are not counted. */
export async function countReachable(residentIds: readonly string[], kind: TemplateKind): Promise<AudienceCount> {
  return countMatches([{ _id: { $in: residentIds } }], kind);
}

async function countMatches(filters: Record<string, unknown>[], kind: TemplateKind): Promise<AudienceCount> {
  const entry = `$ledger.${kind}`;
  const hasCredit = { $or: [{ $eq: [`${entry}.longTerm`, true] }, { $gt: [`${entry}.left`, 0] }] };
  const one = (condition: unknown) => ({ $sum: { $cond: [condition, 1, 0] } });
  const [count] = await Subscriptions.aggregate<AudienceCount>([
    { $match: { $or: filters } },
    {
      $group: {
        _id: null,
        recipients: { $sum: 1 },
        openidInvalid: one('$openidInvalid'),
        noCredit: one({ $not: [{ $or: ['$openidInvalid', hasCredit] }] }),
      },
    },
    { $project: { _id: 0 } },
  ]);
  return count ?? NOBODY;
}
