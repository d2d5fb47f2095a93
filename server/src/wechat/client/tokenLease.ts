import { randomUUID } from 'node:crypto';
import { databaseNow, defineModel, isDuplicateKey, Mixed } from '../../database';

/** The access token shared by all processes: one document per app id, and the lease of the process fetching a new one. */
interface TokenRecord {
  _id: string;
  token: string | null;
  expiresAt: Date | null;
  lease: { owner: string; until: Date } | null;
}

export const WechatTokens = defineModel<TokenRecord>('wechattokens', {
  token: { type: String, default: null },
  expiresAt: { type: Date, default: null },
  lease: { type: Mixed, default: null },
});

const LEASE_MS = 15_000;
/** This process, as the owner of leases. */
const owner = randomUUID();

export interface SharedToken {
  token: string;
  expiresAt: Date;
}

/** The token all processes share, or null when none was stored yet. */
export async function readSharedToken(appId: string): Promise<SharedToken | null> {
  const found = await WechatTokens.findById(appId).lean();
  return found?.token && found.expiresAt ? { token: found.token, expiresAt: found.expiresAt } : null;
}

/**
 * Tries to become the one process that fetches a token. A lease that ends much later than any lease can was written before
 * the clock was set back, and does not count; "much", because another process may have looked at the clock a moment after us.
 */
export async function takeLease(appId: string): Promise<boolean> {
  const now = databaseNow().getTime();
  const until = new Date(now + LEASE_MS);
  const impossible = new Date(now + 2 * LEASE_MS);
  try {
    const taken = await WechatTokens.updateOne(
      {
        _id: appId,
        $or: [{ lease: null }, { 'lease.until': { $lt: new Date(now) } }, { 'lease.until': { $gt: impossible } }],
      },
      { $set: { lease: { owner, until } } },
      { upsert: true },
    );
    return taken.modifiedCount + taken.upsertedCount === 1;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Ends our lease; stores `fetched` with it in the same write when a token came. */
export async function endLease(appId: string, fetched: SharedToken | null): Promise<void> {
  await WechatTokens.updateOne({ _id: appId, 'lease.owner': owner }, { $set: { lease: null, ...fetched } });
}
