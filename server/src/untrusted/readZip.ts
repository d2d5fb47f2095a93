import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { AppError } from '../errors';

/** Parts of a zip by their name, unpacked. */
export type ZipParts = ReadonlyMap<string, Buffer>;

const MAX_ENTRIES = 5000;
/** The sum of what the wanted parts may unpack to. An office file's text is a few megabytes. */
const MAX_UNPACKED = 200 * 1024 * 1024;
/** One part. */
const MAX_PART = 64 * 1024 * 1024;

const broken = (cause: unknown): AppError =>
  new AppError('unsupported_media_type', { detail: '文件已损坏，打不开', cause });
const tooBig = (): AppError => new AppError('payload_too_large', { detail: '文件解压后过大，可能不是正常的文件' });

/**
 * Unpacks the parts of a zip whose names are wanted. Sizes are checked before and while a part is unpacked: a directory
 * can lie about them.
 * @throws AppError `unsupported_media_type` when the zip is broken, `payload_too_large` for a zip bomb
 */
export async function readZip(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<ZipParts> {
  try {
    return await unpack(bytes, wanted);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw error instanceof Error && /too many bytes/i.test(error.message) ? tooBig() : broken(error);
  }
}

async function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<ZipParts> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (zip.entryCount > MAX_ENTRIES) throw tooBig();
  const parts = new Map<string, Buffer>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (!wanted(entry.fileName)) continue;
    unpacked += entry.uncompressedSize;
    if (entry.uncompressedSize > MAX_PART || unpacked > MAX_UNPACKED) throw tooBig();
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}
