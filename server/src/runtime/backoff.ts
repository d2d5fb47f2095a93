export interface Backoff {
  /** The wait after the first failure, in milliseconds. */
  firstMs: number;
  /** No wait is longer. */
  longestMs: number;
  /** How many times longer each wait is than the one before; 2 unless said. */
  growth?: number;
  /** The share of the wait that is left to chance, 0…1, so that not everybody comes back at once; 0 unless said. */
  jitter?: number;
}

/**
 * The exponential wait before another attempt, in milliseconds.
 * @param failures attempts that failed so far, 1 or more
 * @param random 0…1, given by tests
 */
export function backoffMs(
  failures: number,
  { firstMs, longestMs, growth = 2, jitter = 0 }: Backoff,
  random = Math.random(),
): number {
  const full = Math.min(longestMs, firstMs * growth ** (failures - 1));
  return Math.round(full * (1 - jitter + jitter * random));
}
