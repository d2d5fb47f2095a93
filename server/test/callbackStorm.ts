import { Pool } from 'undici';

const AT_ONCE = 64;

/**
 * Posts callbacks to a server as fast as it answers, 64 at once.
 * @returns seconds it took, and milliseconds within which half and 99 % were answered
 * @throws when one is not answered `success`
 */
export async function callbackStorm(
  origin: string,
  requests: readonly { url: string; body: string }[],
): Promise<{ seconds: number; p50: number; p99: number }> {
  const pool = new Pool(origin, { connections: AT_ONCE });
  const left = [...requests];
  const times: number[] = [];
  const began = performance.now();
  const sender = async () => {
    for (let request = left.pop(); request; request = left.pop()) {
      const sent = performance.now();
      const { pathname, search } = new URL(request.url);
      const answer = await pool.request({ method: 'POST', path: pathname + search, body: request.body });
      if ((await answer.body.text()) !== 'success') throw new Error(`answered ${answer.statusCode}`);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { seconds, p50: at(0.5), p99: at(0.99) };
}
