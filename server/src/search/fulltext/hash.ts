/** A token as two 32-bit numbers. Two tokens that meet in both are one in 10^19 pairs; the text itself is read before an answer. */
export interface TokenHash {
  high: number;
  low: number;
}

/** FNV-1a over the UTF-16 units with two seeds, each mixed at the end. */
export function hashToken(token: string): TokenHash {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let i = 0; i < token.length; i += 1) {
    const unit = token.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return { high: mix(high), low: mix(low ^ token.length) };
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
