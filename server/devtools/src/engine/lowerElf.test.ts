import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { elfHash, readDynamicTables } from './elf';
import { installedEngine, systemFacts } from './enginePackage';
import { lowerElf } from './lowerElf';

test('hashes version names as the dynamic linker does', () => {
  // Values from the verneed section of a real library, as `readelf -V` prints them.
  expect(elfHash('GLIBC_2.2.5')).toBe(0x09691a75);
  expect(elfHash('GLIBC_2.17')).toBe(0x06969197);
});

test('refuses what is not a library', () => {
  expect(() => lowerElf(Buffer.from('#!/bin/sh\n'), 'x64')).toThrow(/not a 64-bit/);
  expect(() => lowerElf(Buffer.alloc(200), 'x64')).toThrow(/not a 64-bit/);
  expect(() => lowerElf(Buffer.alloc(200), 'riscv64')).toThrow(/riscv64/);
});

const engine = process.platform === 'linux' ? installedEngine(systemFacts()) : undefined;

(engine ? describe : describe.skip)('the libraries of the engine', () => {
  const folder = engine?.folder ?? '';
  const files = engine ? readdirSync(folder).filter((file) => /\.(so|node)$/.test(file)) : [];

  test.each(files)('%s asks for glibc 2.38, its lowered copy for nothing newer than 2.36', (file) => {
    const source = readFileSync(path.join(folder, file));
    const before = readDynamicTables(source);
    expect(before.needs.map((need) => need.version)).toContain('GLIBC_2.38');
    const untouched = Buffer.from(source);

    const { library, lowered } = lowerElf(source, process.arch);

    expect(source.equals(untouched)).toBe(true);
    expect(lowered.length).toBeGreaterThan(0);
    const after = readDynamicTables(library);
    const minors = after.needs.flatMap((need) => /^GLIBC_2\.(\d+)/.exec(need.version)?.[1] ?? []).map(Number);
    expect(Math.max(...minors)).toBeLessThanOrEqual(36);
    expect(after.wanted.map((symbol) => symbol.name).filter((name) => name.startsWith('__isoc23'))).toEqual([]);
    expect(after.wanted).toHaveLength(before.wanted.length);
    expect(lowerElf(library, process.arch).lowered).toEqual([]);
  });
});
