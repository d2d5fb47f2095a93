import type { TemplateKind } from '@shuozhi/shared';
import { Subscriptions } from './model';

/**
 * How many campaigns an entry remembers to have taken a credit. A step that is repeated after a crash finds its own
 * campaign there; a resident is not reserved by this many other campaigns of one kind in between.
 */
const HELD_KEPT = 24;

/**
 * Takes one credit of `kind` from each resident for a campaign, all at once. A long-term consent is held without being
 * counted. Repeating it takes nothing twice.
 * @param longTerm the sort of the campaign's template
 * @returns the residents who hold a credit for the campaign now
 */
export async function reserveCredits(
  residentIds: readonly string[],
  kind: TemplateKind,
  longTerm: boolean,
  campaignId: string,
): Promise<Set<string>> {
  if (residentIds.length === 0) return new Set();
  const entry = `ledger.${kind}`;
  const among = { _id: { $in: residentIds as never } };
  const hold = { [`${entry}.held`]: { $each: [campaignId], $slice: -HELD_KEPT } } as never;
  const native = Subscriptions.collection;
  const taken = await native.updateMany(
    {
      ...among,
      openidInvalid: false,
      [`${entry}.held`]: { $ne: campaignId },
      ...(longTerm ? { [`${entry}.longTerm`]: true } : { [`${entry}.left`]: { $gte: 1 } }),
    },
    longTerm ? { $push: hold } : { $inc: { [`${entry}.left`]: -1 }, $push: hold },
  );
  if (taken.modifiedCount === residentIds.length) return new Set(residentIds);
  const holders = await native.find({ ...among, [`${entry}.held`]: campaignId }, { projection: { _id: 1 } }).toArray();
  return new Set(holders.map((row) => String(row._id)));
}

/**
 * Gives credits back that a campaign took where nothing was delivered. Repeating it gives nothing twice.
 */
export async function returnCredits(
  residentIds: readonly string[],
  kind: TemplateKind,
  longTerm: boolean,
  campaignId: string,
): Promise<void> {
  if (residentIds.length === 0) return;
  const entry = `ledger.${kind}`;
  const release = { [`${entry}.held`]: campaignId } as never;
  await Subscriptions.collection.updateMany(
    { _id: { $in: residentIds as never }, [`${entry}.held`]: campaignId },
    longTerm ? { $pull: release } : { $inc: { [`${entry}.left`]: 1 }, $pull: release },
  );
}

/** WeChat refused (43101): whatever we thought they had, these residents have no consent of this kind left. */
export async function clearCredits(residentIds: readonly string[], kind: TemplateKind): Promise<void> {
  if (residentIds.length === 0) return;
  await Subscriptions.collection.updateMany(
    { _id: { $in: residentIds as never } },
    { $set: { [`ledger.${kind}.left`]: 0, [`ledger.${kind}.longTerm`]: false }, $inc: { consentVersion: 1 } },
  );
}

/** WeChat does not know these openids (40003): nothing is sent to them until the resident logs in again. */
export async function markOpenidsInvalid(residentIds: readonly string[]): Promise<void> {
  if (residentIds.length === 0) return;
  await Subscriptions.collection.updateMany({ _id: { $in: residentIds as never } }, { $set: { openidInvalid: true } });
}

/** Counts a message these residents did not get for want of a credit; the app asks them to renew. */
export async function countMissed(residentIds: readonly string[]): Promise<void> {
  if (residentIds.length === 0) return;
  await Subscriptions.collection.updateMany({ _id: { $in: residentIds as never } }, { $inc: { missed: 1 } });
}
