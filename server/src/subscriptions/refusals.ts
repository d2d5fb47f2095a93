import type { TemplateKind } from '@shuozhi/shared';
import { collectionOf } from '../database';
import { EMPTY_ENTRY } from './ledger';
import { Subscriptions } from './model';

const subscriptions = collectionOf(Subscriptions);

/** What the ledger said of a resident when WeChat refused a message to them. */
export interface ConsentsBefore {
  left: number;
  longTerm: boolean;
  /** Of the consents: who has consented since is believed, not the refusal. */
  version: number;
}

/** A refusal whose effect on the ledger is to be written, or taken back. */
export interface Refusal {
  residentId: string;
  campaignId: string;
  kind: TemplateKind;
  /** 40003: WeChat does not know the openid. Any other: there is no consent. */
  isOpenidUnknown: boolean;
  before: ConsentsBefore;
  /** Messages the resident did not get for it; the app then asks them to renew. */
  missed: 0 | 1;
}

/** What the ledger says of residents now; nothing for who left. */
export async function consentsOf(
  residentIds: readonly string[],
  kind: TemplateKind,
): Promise<Map<string, ConsentsBefore>> {
  const rows = await subscriptions
    .find({ _id: { $in: [...residentIds] } }, { projection: { [`ledger.${kind}`]: 1, consentVersion: 1 } })
    .toArray();
  return new Map(
    rows.map(({ _id, ledger, consentVersion }) => {
      const { left, longTerm } = ledger[kind] ?? EMPTY_ENTRY;
      return [_id, { left, longTerm, version: consentVersion }];
    }),
  );
}

/** Stands among what an entry holds as long as the effect of a campaign's refusal can be taken back. */
const markOf = (campaignId: string): string => `refused:${campaignId}`;

/**
 * Writes what refusals mean: no consent of the kind is left and what campaigns hold of it is void (43101), or the openid is
 * unknown until the next login and the credit is given back (40003). Repeating it changes nothing.
 */
export async function writeRefusals(refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  await subscriptions.bulkWrite(
    refusals.map((refusal) => ({ updateOne: refusal.isOpenidUnknown ? invalidation(refusal) : clearing(refusal) })),
    { ordered: false },
  );
}

function clearing({ residentId, campaignId, kind, before, missed }: Refusal) {
  const entry = `ledger.${kind}`;
  const none = { [`${entry}.left`]: 0, [`${entry}.longTerm`]: false, [`${entry}.held`]: [markOf(campaignId)] };
  return {
    filter: { _id: residentId, consentVersion: before.version },
    update: { $set: none, $inc: { consentVersion: 1, missed } },
  };
}

function invalidation({ residentId, campaignId, kind, before }: Refusal) {
  const entry = `ledger.${kind}`;
  return {
    filter: { _id: residentId, consentVersion: before.version, [`${entry}.held`]: campaignId },
    update: [
      {
        $set: {
          openidInvalid: true,
          // A long-term consent is held without being counted.
          [`${entry}.left`]: { $add: [`$${entry}.left`, before.longTerm ? 0 : 1] },
          [`${entry}.held`]: { $concatArrays: [without(`$${entry}.held`, campaignId), [markOf(campaignId)]] },
        },
      },
    ],
  };
}

/** The list at `path` without `value`, in its order. */
const without = (path: string, value: string) => ({ $filter: { input: path, cond: { $ne: ['$$this', value] } } });

/**
 * Takes back what refusals of a campaign did to the ledger: credits and openids count again. Who has consented since keeps
 * that, too. Repeating it changes nothing.
 */
export async function undoRefusals(refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  await subscriptions.bulkWrite(
    refusals.map(({ residentId, campaignId, kind, isOpenidUnknown, before, missed }) => {
      const entry = `ledger.${kind}`;
      const again = isOpenidUnknown
        ? { openidInvalid: false }
        : {
            [`${entry}.left`]: { $add: [`$${entry}.left`, before.left] },
            [`${entry}.longTerm`]: { $or: [`$${entry}.longTerm`, before.longTerm] },
            missed: { $max: [0, { $subtract: ['$missed', missed] }] },
            consentVersion: { $add: ['$consentVersion', 1] },
          };
      const held = without(`$${entry}.held`, markOf(campaignId));
      return {
        updateOne: {
          filter: { _id: residentId, [`${entry}.held`]: markOf(campaignId) },
          update: [{ $set: { ...again, [`${entry}.held`]: held } }],
        },
      };
    }),
    { ordered: false },
  );
}
