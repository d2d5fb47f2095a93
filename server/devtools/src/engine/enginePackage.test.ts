import { engineModeFor, installedEngine } from './enginePackage';

const linux = (glibc: string | undefined, arch = 'x64') => ({ platform: 'linux' as const, arch, glibc });

test.each([
  ['Debian 13', linux('2.41'), 'native'],
  ['Ubuntu 24.04', linux('2.39'), 'native'],
  ['Fedora with the first glibc that fits', linux('2.38'), 'native'],
  ['Debian 12', linux('2.36'), 'lowered'],
  ['Debian 12 on arm64', linux('2.36', 'arm64'), 'lowered'],
  ['Ubuntu 22.04', linux('2.35'), 'unsupported'],
  ['an old Debian, whose number is longer', linux('2.4'), 'unsupported'],
  ['Alpine', linux(undefined), 'unsupported'],
  ['Linux on another processor', linux('2.41', 'riscv64'), 'unsupported'],
  ['macOS on arm64', { platform: 'darwin' as const, arch: 'arm64', glibc: undefined }, 'native'],
  ['macOS on Intel', { platform: 'darwin' as const, arch: 'x64', glibc: undefined }, 'unsupported'],
  ['Windows', { platform: 'win32' as const, arch: 'x64', glibc: undefined }, 'unsupported'],
])('%s', (_, system, mode) => expect(engineModeFor(system)).toBe(mode));

test('an engine that npm did not install is not there', () => {
  expect(installedEngine({ platform: 'win32', arch: 'x64', glibc: undefined })).toBeUndefined();
});
