import { readlinkSync } from 'node:fs';
import os from 'node:os';

/** Names the place in which a pid means something: host and, on Linux, the pid namespace (containers have their own). */
export function processHost(): string {
  try {
    return `${os.hostname()}/${readlinkSync('/proc/self/ns/pid')}`;
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
