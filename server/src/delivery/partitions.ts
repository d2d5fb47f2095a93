/** Partitions of the recipients: enough to spread evenly over a few workers, few enough to query one by one. */
export const PARTITION_COUNT = 32;

/** Every partition, 0 … PARTITION_COUNT - 1. */
export const PARTITIONS: readonly number[] = [...Array(PARTITION_COUNT).keys()];

/** The partition of a recipient: FNV-1a over the characters of their id. */
export function partitionOf(recipientId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < recipientId.length; i++) {
    hash = Math.imul(hash ^ recipientId.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % PARTITION_COUNT;
}
