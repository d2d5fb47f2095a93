import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const BLOCK = 32;
const RANDOM = 16;
const LENGTH = 4;

/** WeChat's signature: SHA-1 of the sorted parts joined, in hex (M/framework/server-ability/message-push.html). */
export function signatureOf(...parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Whether `given` is the signature of the parts; takes the same time for every wrong one. */
export function signatureMatches(given: string, ...parts: string[]): boolean {
  const expected = Buffer.from(signatureOf(...parts));
  const candidate = Buffer.from(given);
  return candidate.length === expected.length && timingSafeEqual(candidate, expected);
}

/** The 32-byte AES key of the 43 characters shown in WeChat's console; its first 16 bytes are the IV. */
export function aesKeyOf(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/**
 * Decrypts an encrypted message. Its padding is a multiple of 32, which Node's own unpadding would refuse.
 * @returns the message and the app id it was made for; null when it is not one of this key's
 */
export function decryptMessage(key: Buffer, encrypted: string): { message: string; appId: string } | null {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = padded[padded.length - 1] ?? 0;
  if (padding < 1 || padding > BLOCK || padding > padded.length) return null;
  const plain = padded.subarray(0, padded.length - padding);
  if (plain.length < RANDOM + LENGTH) return null;
  const start = RANDOM + LENGTH;
  const end = start + plain.readUInt32BE(RANDOM);
  if (end > plain.length) return null;
  return { message: plain.toString('utf8', start, end), appId: plain.toString('utf8', end) };
}

/** Encrypts a message the way WeChat does. @param random 16 bytes put before the message; new ones unless told */
export function encryptMessage(key: Buffer, message: string, appId: string, random = randomBytes(RANDOM)): string {
  const body = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random, length, body, Buffer.from(appId, 'utf8')]);
  const padding = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64');
}
