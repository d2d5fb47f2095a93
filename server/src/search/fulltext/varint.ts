/** Writes whole numbers in as few bytes as they need (seven bits each), one after the other. */
export class VarintWriter {
  private buffer = new Uint8Array(1024);
  length = 0;

  /** @param value a whole number, 0 to 2^31 − 1 */
  write(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) {
      const grown = new Uint8Array(this.buffer.length * 2);
      grown.set(this.buffer);
      this.buffer = grown;
    }
    this.buffer[this.length] = value;
    this.length += 1;
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

/** The number at `at`, and where the next begins. */
export function readVarint(bytes: Uint8Array, at: number): { value: number; next: number } {
  let next = at;
  let byte = bytes[next++] as number;
  let value = byte & 0x7f;
  for (let shift = 7; byte >= 0x80; shift += 7) {
    byte = bytes[next++] as number;
    value |= (byte & 0x7f) << shift;
  }
  return { value, next };
}
