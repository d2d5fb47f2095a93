import { elfHash, readDynamicTables, type DynamicTables, type VersionNeed } from './elf';

/** The version of glibc that the engine's libraries ask for, and the oldest one on which the lowered copy runs. */
export const NATIVE_GLIBC = '2.38';
export const LOWERED_GLIBC = '2.36';

const TOO_NEW = `GLIBC_${NATIVE_GLIBC}`;
/** glibc's first version name on each processor: every old function carries it. */
const BASE_VERSION: Record<string, string> = { x64: 'GLIBC_2.2.5', arm64: 'GLIBC_2.17' };
/** Where `__isoc99_sscanf` and its kin came in: glibc 2.7, or the base where that is younger. */
const SCANF_VERSION: Record<string, string> = { x64: 'GLIBC_2.7', arm64: 'GLIBC_2.17' };

const minor = (version: string): number => Number(/^GLIBC_2\.(\d+)$/.exec(version)?.[1] ?? 0);

function needOf(tables: DynamicTables, library: string, version: string): VersionNeed {
  const need = tables.needs.find((each) => each.library === library && each.version === version);
  if (!need) throw new Error(`ELF: ${library} is not asked for ${version}`);
  return need;
}

/**
 * Rewrites a library that wants glibc 2.38 so that glibc 2.36 satisfies it. Only the C23 names of strtol and scanf and
 * the error-free fmod came with 2.38; their older names do the same for the engine.
 * @param source the library; it is not changed.
 * @param arch Node's name of the processor, `x64` or `arm64`.
 * @returns the lowered library, and the names of the symbols it no longer wants in their new version.
 * @throws when the library wants anything else that 2.36 does not have.
 */
export function lowerElf(source: Buffer, arch: string): { library: Buffer; lowered: string[] } {
  const [base, scanf] = [BASE_VERSION[arch], SCANF_VERSION[arch]];
  if (!base || !scanf) throw new Error(`ELF: no rule for the processor ${arch}`);
  const library = Buffer.from(source);
  const tables = readDynamicTables(library);
  const lowered: string[] = [];
  for (const { name, need, offset, versionOffset } of tables.wanted) {
    if (need.version !== TOO_NEW) continue;
    const nameOffset = library.readUInt32LE(offset);
    if (/^__isoc23_strto(l|ul|ll|ull)$/.test(name)) {
      // The old name is the tail of the new one, so it already stands in the string table.
      library.writeUInt32LE(nameOffset + '__isoc23_'.length, offset);
      library.writeUInt16LE(needOf(tables, need.library, base).index, versionOffset);
    } else if (/^__isoc23_[fs]scanf$/.test(name)) {
      library.write('99', tables.strings + nameOffset + '__isoc'.length, 'latin1');
      library.writeUInt16LE(needOf(tables, need.library, scanf).index, versionOffset);
    } else if (name !== 'fmod') {
      throw new Error(`ELF: ${name} wants ${TOO_NEW}`);
    }
    lowered.push(name);
  }
  rewriteNeeds(library, tables, base);
  return { library, lowered };
}

/** What still names the too new version (fmod, in libm) now means the base version. */
function rewriteNeeds(library: Buffer, tables: DynamicTables, base: string): void {
  const example = tables.needs.find((need) => need.version === base);
  if (!example) throw new Error(`ELF: nothing is asked for ${base}`);
  const baseName = library.readUInt32LE(example.offset + 8);
  for (const need of tables.needs) {
    if (need.version === TOO_NEW) {
      library.writeUInt32LE(elfHash(base), need.offset);
      library.writeUInt32LE(baseName, need.offset + 8);
    } else if (minor(need.version) > minor(`GLIBC_${LOWERED_GLIBC}`)) {
      throw new Error(`ELF: the library wants ${need.version}`);
    }
  }
}
