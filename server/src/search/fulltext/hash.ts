const HIGH = 2 ** 32;

/**
 * A token as one number below 2^53. Among two million tokens two meet by chance once in some thousand corpora, and the
 * text itself is read before an answer: a meeting costs a look, never a wrong answer.
 */
export function hashToken(token: string): number {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let i = 0; i < token.length; i += 1) {
    const unit = token.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return (mix(high) >>> 11) * HIGH + mix(low ^ token.length);
}

/** Spreads every bit over all (the finalizer of a 32-bit hash). */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
