import type { TemplateKind } from '@shuozhi/shared';
import { collectionOf } from '../database';
import { Subscriptions } from './model';

const subscriptions = collectionOf(Subscriptions);

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
  const among = { _id: { $in: residentIds } };
  const hold = { [`${entry}.held`]: { $each: [campaignId], $slice: -HELD_KEPT } };
  const credit = longTerm ? { [`${entry}.longTerm`]: true } : { [`${entry}.left`]: { $gte: 1 } };
  const taken = await subscriptions.updateMany(
    { ...among, ...credit, openidInvalid: false, [`${entry}.held`]: { $ne: campaignId } },
    longTerm ? { $push: hold } : { $inc: { [`${entry}.left`]: -1 }, $push: hold },
  );
  if (taken.modifiedCount === residentIds.length) return new Set(residentIds);
  const holders = await subscriptions
    .find({ ...among, [`${entry}.held`]: campaignId }, { projection: { _id: 1 } })
    .toArray();
  return new Set(holders.map((row) => row._id));
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
  const release = { [`${entry}.held`]: campaignId };
  await subscriptions.updateMany(
    { _id: { $in: residentIds }, [`${entry}.held`]: campaignId },
    longTerm ? { $pull: release } : { $inc: { [`${entry}.left`]: 1 }, $pull: release },
  );
}

/**
 * WeChat took the message, used the credit up, and failed to deliver: the campaign holds it no more, and nothing is given
 * back. Another try of the same campaign needs a credit of its own.
 */
export async function spendCredits(
  residentIds: readonly string[],
  kind: TemplateKind,
  campaignId: string,
): Promise<void> {
  const held = { [`ledger.${kind}.held`]: campaignId };
  await subscriptions.updateMany({ _id: { $in: residentIds } }, { $pull: held });
}

/**
 * A message whose first attempt may have been delivered is sent again: it may use up a second credit at WeChat. It is counted as
 * used, so that the ledger is never above WeChat's own, and below it by at most one for each such attempt. Repeating it takes nothing twice.
 * @param attempt names the attempt whose outcome is unknown
 */
export async function spendOnUnknown(
  residentIds: readonly string[],
  kind: TemplateKind,
  attempt: string,
): Promise<void> {
  if (residentIds.length === 0) return;
  const entry = `ledger.${kind}`;
  await subscriptions.updateMany(
    { _id: { $in: residentIds }, [`${entry}.left`]: { $gte: 1 }, [`${entry}.held`]: { $ne: attempt } },
    { $inc: { [`${entry}.left`]: -1 }, $push: { [`${entry}.held`]: { $each: [attempt], $slice: -HELD_KEPT } } },
  );
}

/** The resident logged in, so WeChat knows the openid after all. */
export async function markOpenidValid(residentId: string): Promise<void> {
  await subscriptions.updateOne({ _id: residentId, openidInvalid: true }, { $set: { openidInvalid: false } });
}

/** Counts a message these residents did not get for want of a credit; the app asks them to renew. */
export async function countMissed(residentIds: readonly string[]): Promise<void> {
  if (residentIds.length === 0) return;
  await subscriptions.updateMany({ _id: { $in: residentIds } }, { $inc: { missed: 1 } });
}
