/**
 * Just enough of the ELF format (System V gABI, and the GNU symbol versioning of the Linux Standard Base) to read which
 * versioned symbols a 64-bit little-endian shared library asks of others.
 */

const SEGMENT_LOAD = 1;
const SEGMENT_DYNAMIC = 2;
const SECTION_DYNSYM = 11;
const TAG = { strtab: 5, symtab: 6, versym: 0x6ffffff0, verneed: 0x6ffffffe, verneedCount: 0x6fffffff } as const;
const SYMBOL_BYTES = 24;

/** One version a library needs of another (`Elf64_Vernaux`). */
export interface VersionNeed {
  readonly library: string;
  readonly version: string;
  /** The index by which symbols name it. */
  readonly index: number;
  /** File offset of the record: hash at +0, offset of the name in the string table at +8. */
  readonly offset: number;
}

/** One symbol that is wanted in a certain version. */
interface WantedSymbol {
  readonly name: string;
  readonly need: VersionNeed;
  /** File offset of `Elf64_Sym`: offset of the name in the string table at +0, section index at +6. */
  readonly offset: number;
  /** File offset of its 16-bit version index. */
  readonly versionOffset: number;
}

export interface DynamicTables {
  /** File offset of `.dynstr`. */
  readonly strings: number;
  readonly needs: VersionNeed[];
  readonly wanted: WantedSymbol[];
}

/** The System V hash of a version name, as stored in `vna_hash`. */
export function elfHash(name: string): number {
  let hash = 0;
  for (const byte of Buffer.from(name, 'latin1')) {
    hash = ((hash << 4) + byte) >>> 0;
    const high = (hash & 0xf0000000) >>> 0;
    hash = ((hash ^ (high >>> 24)) & ~high) >>> 0;
  }
  return hash;
}

const word = (file: Buffer, offset: number): number => Number(file.readBigUInt64LE(offset));

function textAt(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset));
}

/** Reads the program headers: how addresses map to file offsets, and the tags of the dynamic segment. */
function readSegments(file: Buffer): { fileOffset: (tag: number) => number; value: (tag: number) => number } {
  const loads: { address: number; offset: number; size: number }[] = [];
  const tags = new Map<number, number>();
  const [start, size, count] = [word(file, 32), file.readUInt16LE(54), file.readUInt16LE(56)];
  for (let header = start; header < start + size * count; header += size) {
    const kind = file.readUInt32LE(header);
    const [offset, address, length] = [word(file, header + 8), word(file, header + 16), word(file, header + 32)];
    if (kind === SEGMENT_LOAD) loads.push({ address, offset, size: length });
    if (kind !== SEGMENT_DYNAMIC) continue;
    for (let entry = offset; entry < offset + length && word(file, entry) !== 0; entry += 16) {
      tags.set(word(file, entry), word(file, entry + 8));
    }
  }
  const value = (tag: number): number => {
    const found = tags.get(tag);
    if (found === undefined) throw new Error(`ELF: no dynamic tag 0x${tag.toString(16)}`);
    return found;
  };
  const fileOffset = (tag: number): number => {
    const address = value(tag);
    const load = loads.find((each) => address >= each.address && address < each.address + each.size);
    if (!load) throw new Error(`ELF: address 0x${address.toString(16)} is in no segment`);
    return address - load.address + load.offset;
  };
  return { fileOffset, value };
}

function readNeeds(file: Buffer, start: number, count: number, strings: number): VersionNeed[] {
  const needs: VersionNeed[] = [];
  let record = start;
  for (let left = count; left > 0; left -= 1) {
    const library = textAt(file, strings + file.readUInt32LE(record + 4));
    let offset = record + file.readUInt32LE(record + 8);
    for (let versions = file.readUInt16LE(record + 2); versions > 0; versions -= 1) {
      const version = textAt(file, strings + file.readUInt32LE(offset + 8));
      needs.push({ library, version, index: file.readUInt16LE(offset + 6) & 0x7fff, offset });
      offset += file.readUInt32LE(offset + 12);
    }
    record += file.readUInt32LE(record + 12);
  }
  return needs;
}

/** The dynamic segment does not tell the number of symbols; the section header of `.dynsym` does. */
function countSymbols(file: Buffer): number {
  const [start, size, count] = [word(file, 40), file.readUInt16LE(58), file.readUInt16LE(60)];
  for (let header = start; header < start + size * count; header += size) {
    if (file.readUInt32LE(header + 4) === SECTION_DYNSYM) return word(file, header + 32) / SYMBOL_BYTES;
  }
  throw new Error('ELF: no .dynsym section');
}

/**
 * Reads the version needs of a shared library and the symbols that use them.
 * @throws when the file is not a 64-bit little-endian ELF library with versioned symbols.
 */
export function readDynamicTables(file: Buffer): DynamicTables {
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) {
    throw new Error('ELF: not a 64-bit little-endian library');
  }
  const { fileOffset, value } = readSegments(file);
  const [strings, symbols, versions] = [fileOffset(TAG.strtab), fileOffset(TAG.symtab), fileOffset(TAG.versym)];
  const needs = readNeeds(file, fileOffset(TAG.verneed), value(TAG.verneedCount), strings);
  const byIndex = new Map(needs.map((need) => [need.index, need]));
  const wanted: WantedSymbol[] = [];
  const count = countSymbols(file);
  for (let index = 1; index < count; index += 1) {
    const versionOffset = versions + 2 * index;
    const need = byIndex.get(file.readUInt16LE(versionOffset) & 0x7fff);
    if (!need) continue;
    const offset = symbols + SYMBOL_BYTES * index;
    wanted.push({ name: textAt(file, strings + file.readUInt32LE(offset)), need, offset, versionOffset });
  }
  return { strings, needs, wanted };
}
