import { Pool } from 'undici';

/**
 * Sends GET requests to one address for a while.
 * @param connections requests under way at once, each on its own kept-alive connection
 * @returns requests a second, and the milliseconds within which half and 99 % were answered
 */
export async function load(
  address: string,
  options: { seconds: number; connections: number; headers?: Record<string, string> },
): Promise<{ rate: number; p50: number; p99: number; statuses: Map<number, number> }> {
  const { origin, pathname, search } = new URL(address);
  const pool = new Pool(origin, { connections: options.connections });
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const started = performance.now();
  const end = started + options.seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const sent = performance.now();
      const answer = await pool.request({ path: pathname + search, method: 'GET', headers: options.headers ?? {} });
      await answer.body.dump();
      times.push(performance.now() - sent);
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, client));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
}
