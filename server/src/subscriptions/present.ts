import { LEVELS, TEMPLATE_KINDS } from '@shuozhi/shared';
import type { Credit, Subscription } from '@shuozhi/shared/api';
import type { Templates } from '../config';
import { DEFAULT_QUIET, type SubscriptionRecord } from './model';
import { clockOf } from './quietHours';

/**
 * The credits of a resident for every kind of message this installation sends. Sends of a long-term template are not
 * counted: `remaining` is then 1 with a consent and 0 without.
 */
export function presentCredits(record: SubscriptionRecord | null, templates: Templates): Credit[] {
  return TEMPLATE_KINDS.flatMap((kind) => {
    const template = templates[kind];
    if (!template) return [];
    const entry = record?.ledger[kind];
    const remaining = template.longTerm ? Number(entry?.longTerm ?? false) : (entry?.left ?? 0);
    return [{ kind, templateId: template.id, remaining, longTerm: template.longTerm }];
  });
}

/** A resident's subscription as the app shows it; null stands for one who never saved anything. */
export function presentSubscription(record: SubscriptionRecord | null, templates: Templates): Subscription {
  const quiet = record ? record.quiet : DEFAULT_QUIET;
  return {
    topics: (record?.topics ?? []) as Subscription['topics'],
    regions: (record?.regions ?? []) as Subscription['regions'],
    lowestLevel: LEVELS[(record?.lowestRank ?? 1) - 1] ?? 'blue',
    keywords: record?.keywords ?? [],
    itemIds: record?.itemIds ?? [],
    quietHours: quiet && { from: clockOf(quiet.from), to: clockOf(quiet.to) },
    updatedAt: record?.savedAt?.toISOString() ?? null,
    credits: presentCredits(record, templates),
    missed: record?.missed ?? 0,
  };
}

/** Everything a subscription holds about a resident, the ledger of consents among it, for the export of their data. */
export function exportSubscription(record: SubscriptionRecord | null, templates: Templates) {
  const shown = presentSubscription(record, templates);
  if (record === null) return shown;
  const { keys, keysSince, keywordsSince, itemIdsSince, lowestRankSince, ledger, consentRequests, openidInvalid } =
    record;
  return {
    ...shown,
    // Seconds since 1970, in the order of the lists.
    since: { keys, keysSince, keywordsSince, itemIdsSince, lowestRankSince },
    ledger,
    consentRequests,
    openidInvalid,
  };
}
