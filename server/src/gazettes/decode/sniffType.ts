/** What a file is by its first bytes; its name is never believed. */
export type FileType = 'pdf' | 'zip' | 'old-word' | 'image' | 'other-binary' | 'text';

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

/** The type of `bytes` by content. */
export function sniffType(bytes: Uint8Array): FileType {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'old-word';
  if (
    startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    startsWith(bytes, 0xff, 0xd8, 0xff) ||
    head.startsWith('GIF8') ||
    startsWith(bytes, 0x49, 0x49, 0x2a, 0x00)
  )
    return 'image';
  if (
    startsWith(bytes, 0x1f, 0x8b) ||
    startsWith(bytes, 0x52, 0x61, 0x72, 0x21) ||
    startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf) ||
    startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46)
  )
    return 'other-binary';
  return 'text';
}
