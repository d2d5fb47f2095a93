import type { TemplateKind } from '@shuozhi/shared';
import type { Templates } from '../config';
import { AppError } from '../errors';
import { applyConsent, consentOf, EMPTY_ENTRY, type ConsentChange } from './ledger';
import { Subscriptions, type SubscriptionRecord } from './model';
import { ensureSubscription } from './saveSubscription';

const TRIES = 8;
const REQUESTS_KEPT = 20;

/** A template's kind and sort, by its id. */
export function templateById(templates: Templates, id: string): { kind: TemplateKind; longTerm: boolean } | null {
  for (const [kind, template] of Object.entries(templates)) {
    if (template.id === id) return { kind: kind as TemplateKind, longTerm: template.longTerm };
  }
  return null;
}

export interface KindChange {
  kind: TemplateKind;
  longTerm: boolean;
  change: ConsentChange;
}

/**
 * Applies consent changes to a resident's ledger in one atomic write.
 * @param requestId when given, the same id is applied once only
 * @returns the record afterwards, or null when the resident has none
 * @throws AppError `conflict` when the ledger kept changing meanwhile
 */
export async function changeLedger(
  residentId: string,
  changes: readonly KindChange[],
  requestId?: string,
): Promise<SubscriptionRecord | null> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const record = await Subscriptions.findById(residentId).lean();
    if (!record || changes.length === 0) return record;
    if (requestId !== undefined && record.consentRequests.includes(requestId)) return record;
    const ledger = { ...record.ledger };
    for (const { kind, longTerm, change } of changes) {
      ledger[kind] = applyConsent(ledger[kind] ?? EMPTY_ENTRY, change, longTerm);
    }
    // Sends take and give back credits meanwhile (reserve.ts): write the difference, not the sum, and leave `held` alone.
    const set: Record<string, unknown> = { openidInvalid: false };
    const increase: Record<string, number> = { consentVersion: 1 };
    for (const kind of new Set(changes.map((one) => one.kind))) {
      const next = ledger[kind] ?? EMPTY_ENTRY;
      const path = `ledger.${kind}`;
      set[`${path}.longTerm`] = next.longTerm;
      set[`${path}.marks`] = next.marks;
      if (changes.some((one) => one.kind === kind && one.change.kind === 'off')) {
        // What campaigns hold is gone as well: nothing of it is given back.
        set[`${path}.left`] = next.left;
        set[`${path}.held`] = [];
      } else {
        increase[`${path}.left`] = next.left - (record.ledger[kind]?.left ?? 0);
        if (record.ledger[kind] === undefined) set[`${path}.held`] = [];
      }
    }
    if (changes.some((one) => one.change.kind === 'accept')) set.missed = 0;
    const requests = requestId === undefined ? [] : [requestId];
    const result = await Subscriptions.updateOne(
      { _id: residentId, consentVersion: record.consentVersion },
      {
        $set: set,
        $inc: increase,
        $push: { consentRequests: { $each: requests, $slice: -REQUESTS_KEPT } },
      },
    );
    if (result.modifiedCount === 1) return { ...record, ledger };
  }
  throw new AppError('conflict');
}

/**
 * Records what wx.requestSubscribeMessage answered in the app.
 * @param results template id → WeChat's word; templates that are not ours are passed over
 * @param requestId unique per tap: a repeated call counts once
 * @returns the resident's record afterwards
 */
export async function recordConsents(
  residentId: string,
  openid: string,
  input: { results: Record<string, string>; requestId: string },
  templates: Templates,
  now: Date,
): Promise<SubscriptionRecord> {
  const record = await ensureSubscription(residentId, openid);
  const changes = Object.entries(input.results).flatMap(([id, word]): KindChange[] => {
    const template = templateById(templates, id);
    const consent = consentOf(word);
    if (template === null || consent === null) return [];
    const change: ConsentChange =
      consent === 'accept' ? { kind: 'accept', source: 'app', at: now.getTime() } : { kind: consent };
    return [{ ...template, change }];
  });
  return (await changeLedger(residentId, changes, input.requestId)) ?? record;
}
