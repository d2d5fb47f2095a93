import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors';

/**
 * The body of a request as text. By events, not by iteration: a storm of small bodies costs half as much.
 * @param limit most bytes taken; the rest of a longer body is let go by
 * @throws AppError `payload_too_large`; the connection's error when the sender left
 */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) {
        parts.push(part);
        return;
      }
      parts = [];
      reject(new AppError('payload_too_large'));
    });
    request.once('end', () => {
      const [first] = parts;
      resolve(parts.length === 1 && first ? first.toString('utf8') : Buffer.concat(parts).toString('utf8'));
    });
    request.once('error', reject);
  });
}
