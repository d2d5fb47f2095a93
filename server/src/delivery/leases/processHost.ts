import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/**
 * Names the place in which a pid means something: on Linux the running kernel (two machines may have the same name) and its
 * pid namespace (containers have their own), elsewhere the host.
 */
export function processHost(): string {
  try {
    const kernel = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${kernel}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return os.hostname();
  }
}

/** Whether the process `pid` of this host still exists. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
