import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The longest socket path in bytes; Node silently cuts a longer one (sun_path in unix(7), 4 bytes less on macOS). */
const LONGEST_PATH = process.platform === 'darwin' ? 103 : 107;
const CONNECT_TIMEOUT_MS = 2000;

/**
 * The socket of the engine that owns a data folder: always the same for the same folder, so that a second command finds
 * the running engine. It ends in `.sock`, by which the MongoDB driver recognises it.
 */
export function engineSocketPath(dataDir: string): string {
  const folder = path.resolve(dataDir);
  const inside = path.join(folder, 'engine.sock');
  if (Buffer.byteLength(inside) <= LONGEST_PATH) return inside;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return path.join(os.tmpdir(), `shuozhi-${hash}.sock`);
}

/**
 * The address of an engine behind a socket. The engine is one server without sessions, so the driver may not look for a
 * replica set or retry writes; `journal=true` makes an acknowledged write survive a crash.
 */
export function engineUri(socketPath: string): string {
  return `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true&retryWrites=false&journal=true`;
}

/** True when the socket exists and is ours: another user's socket in a shared folder is never trusted. */
function isOwnSocket(socketPath: string): boolean {
  const found = lstatSync(socketPath, { throwIfNoEntry: false });
  return found !== undefined && found.isSocket() && (!process.getuid || found.uid === process.getuid());
}

/** Answers the address of the engine that is running on a data folder, or undefined when there is none. */
export async function findRunningEngine(dataDir: string): Promise<string | undefined> {
  const socketPath = engineSocketPath(dataDir);
  if (!isOwnSocket(socketPath)) return undefined;
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(socketPath);
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
  return answers ? engineUri(socketPath) : undefined;
}
