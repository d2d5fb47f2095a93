import type { SubscriptionInput } from '@shuozhi/shared/api';
import { isDuplicateKey } from '../database';
import { AppError } from '../errors';
import { foldWord } from './heldValues';
import { nextInterests, secondsOf } from './interests';
import { emptySubscription, interestsOf, Subscriptions, type SubscriptionRecord } from './model';
import { minutesOf } from './quietHours';

const TRIES = 5;

/** A resident's record; made empty when there is none yet. Running it at once from several places is harmless. */
export async function ensureSubscription(residentId: string, openid: string): Promise<SubscriptionRecord> {
  const { _id, ...fresh } = emptySubscription(residentId, openid);
  try {
    const record = await Subscriptions.findOneAndUpdate(
      { _id },
      { $setOnInsert: fresh },
      { upsert: true, returnDocument: 'after' },
    ).lean();
    if (record) return record;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const record = await Subscriptions.findById(_id).lean();
  if (!record) throw new AppError('conflict');
  return record;
}

/**
 * Stores what a resident wants to be told.
 * @param now the moment of saving: what is newly chosen matches events from then on
 * @throws AppError `conflict` when other devices of the resident kept saving at the same time
 */
export async function saveSubscription(
  residentId: string,
  openid: string,
  input: SubscriptionInput,
  now: Date,
): Promise<SubscriptionRecord> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await ensureSubscription(residentId, openid);
    const next = nextInterests(interestsOf(before), input, secondsOf(now));
    const changes = {
      openid,
      topics: [...new Set<string>(input.topics)],
      regions: [...new Set<string>(input.regions)],
      keys: next.keys.values,
      keysSince: next.keys.since,
      keywords: next.keywords.values,
      words: next.keywords.values.map(foldWord),
      keywordsSince: next.keywords.since,
      itemIds: next.itemIds.values,
      itemIdsSince: next.itemIds.since,
      lowestRank: next.lowestRank,
      lowestRankSince: next.lowestRankSince,
      formerRank: next.formerRank,
      quiet: input.quietHours && { from: minutesOf(input.quietHours.from), to: minutesOf(input.quietHours.to) },
      savedAt: now,
    };
    const saved = await Subscriptions.updateOne({ _id: residentId, savedAt: before.savedAt }, { $set: changes });
    if (saved.matchedCount === 1) return { ...before, ...changes };
  }
  throw new AppError('conflict');
}

/** A resident's record, or null when there is none. */
export async function findSubscription(residentId: string): Promise<SubscriptionRecord | null> {
  return Subscriptions.findById(residentId).lean();
}

/** Removes everything kept here about a resident. */
export async function deleteSubscription(residentId: string): Promise<void> {
  await Subscriptions.deleteOne({ _id: residentId });
}

/**
 * Writes something of a resident who may leave at the same time. Leaving takes the openid first and the subscription
 * then, so whoever writes one later than that sees it here and takes it back.
 * @param openidOf the openid of the resident while they are there, else null
 * @throws AppError `unauthorized` when the resident left
 */
export async function whilePresent<T>(
  residentId: string,
  openidOf: (residentId: string) => Promise<string | null>,
  write: (openid: string) => Promise<T>,
): Promise<T> {
  const openid = await openidOf(residentId);
  if (openid === null) throw new AppError('unauthorized');
  const written = await write(openid);
  if ((await openidOf(residentId)) === null) {
    await deleteSubscription(residentId);
    throw new AppError('unauthorized');
  }
  return written;
}
