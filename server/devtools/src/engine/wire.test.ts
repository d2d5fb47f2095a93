import fc from 'fast-check';
import { MessageCutter } from './wire';

/** A message with a header of 16 bytes and some content. */
function message(content: Uint8Array): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(16), content]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

test('cuts a stream into its messages wherever it was broken', () => {
  const contents = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 6 });
  const breaks = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 });
  fc.assert(
    fc.property(contents, breaks, (each, sizes) => {
      const messages = each.map(message);
      const stream = Buffer.concat(messages);
      const cutter = new MessageCutter();
      const got: Buffer[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        got.push(...cutter.push(stream.subarray(at, at + size)));
        at += size;
      }
      expect(got).toEqual(messages);
    }),
  );
});

test.each([0, 15, 48_000_001, -1])('gives up a stream that names a message of %d bytes', (length) => {
  const head = Buffer.alloc(16);
  head.writeInt32LE(length, 0);
  expect(() => new MessageCutter().push(head)).toThrow(RangeError);
});
