import { inflateRawSync } from 'node:zlib';
import { AppError } from '../../errors';

export interface ZipEntry {
  name: string;
  method: number;
  compressed: number;
  size: number;
  /** Offset of the entry's local header. */
  offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const MAX_ENTRIES = 5000;
/** The sum of what all parts may unpack to. A gazette's text is a few megabytes; its pictures are packed already. */
const MAX_UNPACKED = 200 * 1024 * 1024;
/** One part of XML. */
const MAX_PART = 64 * 1024 * 1024;

const broken = (): AppError => new AppError('unsupported_media_type', { detail: 'Word 文件已损坏，打不开' });
const tooBig = (): AppError =>
  new AppError('payload_too_large', { detail: '文件解压后过大，可能不是正常的 Word 文件' });

/**
 * The entries of a zip by its central directory.
 * @throws AppError `unsupported_media_type` when the directory is broken, `payload_too_large` when it promises too much
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_ENTRIES) throw tooBig();
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw broken();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > MAX_UNPACKED) throw tooBig();
  return entries;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  throw broken();
}

/**
 * Unpacks every XML part once with a hard limit: a directory can lie about sizes, the inflater cannot.
 * @throws AppError `payload_too_large` for a zip bomb, `unsupported_media_type` for broken data
 */
export function checkParts(bytes: Uint8Array, entries: readonly ZipEntry[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const entry of entries) {
    if (!/\.(?:xml|rels)$/.test(entry.name) || entry.method === 0) continue;
    if (
      entry.method !== 8 ||
      entry.offset + 30 > view.byteLength ||
      view.getUint32(entry.offset, true) !== LOCAL_HEADER
    )
      throw broken();
    const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    try {
      inflateRawSync(bytes.subarray(from, from + entry.compressed), { maxOutputLength: MAX_PART });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooBig() : broken();
    }
  }
}
