import { createServer, type AddressInfo, type Server } from 'node:net';
import { StartupError } from '../runtime';

/** What a person can do about a port or an address that cannot be had. */
function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartupError(`端口 ${port} 已被占用，请用 PORT 指定另一个端口。`);
    case 'EACCES':
      return new StartupError(`没有使用端口 ${port} 的权限，请用 PORT 指定 1024 以上的端口。`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new StartupError(`HOST=${host} 不是本机的地址，请改正 HOST（所有地址用 0.0.0.0）。`);
    default:
      return error;
  }
}

/**
 * Listens.
 * @returns the port
 * @throws StartupError that says in one line why not
 */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** The port that can be had, without answering on it yet: `port`, or any for 0. @throws like `listen` */
export async function freePort(host: string, port: number): Promise<number> {
  const probe = createServer();
  const found = await listen(probe, host, port);
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return found;
}

/** Ends a server and whatever is still connected to it. */
export function closeServer(server: Server & { closeAllConnections: () => void }): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
