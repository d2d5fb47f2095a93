import { NoticeIndex } from './model';

/** Beyond this a word is simply common. */
const CAP = 2000;
const TRUST_MS = 10 * 60 * 1000;
const CAPACITY = 20_000;

const kept = new Map<string, { count: number; at: number }>();
let size: { count: number; at: number } | undefined;

/** In how many notices each token stands, at most 2,000; remembered for ten minutes. */
export async function frequenciesOf(tokens: readonly string[]): Promise<Map<string, number>> {
  const now = Date.now();
  if (kept.size > CAPACITY) kept.clear();
  const missing = tokens.filter((token) => (kept.get(token)?.at ?? 0) < now - TRUST_MS);
  await Promise.all(
    missing.map(async (token) => {
      const count = await NoticeIndex.countDocuments({ tokens: token }, { limit: CAP });
      kept.set(token, { count, at: now });
    }),
  );
  return new Map(tokens.map((token) => [token, kept.get(token)?.count ?? 0]));
}

/** How many notices are indexed; remembered for ten minutes. */
export async function indexSize(): Promise<number> {
  if (size === undefined || size.at < Date.now() - TRUST_MS) {
    size = { count: await NoticeIndex.estimatedDocumentCount(), at: Date.now() };
  }
  return size.count;
}

/** Forgets what was counted; after this process changed the index. */
export function forgetFrequencies(): void {
  kept.clear();
  size = undefined;
}
