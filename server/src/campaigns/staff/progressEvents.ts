import type { CampaignDetail } from '@shuozhi/shared/api';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often the numbers are looked at. */
const LOOK_MS = 1000;
/** Looks without a word: proxies end a connection in which nothing is said, commonly after 30 or 60 seconds. */
const LONGEST_SILENCE = 15;
/** Looks until the browser comes again, and its session is checked anew. */
const LOOKS = 600;
/** When a browser comes again after a broken connection. */
const RETRY_MS = 3000;

/** Names what a report says, without the estimate that moves with the clock. */
export function progressId({ expectedFinishAt: _moves, ...report }: CampaignDetail): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex').slice(0, 16);
}

/** One event of the stream format (WHATWG HTML, server-sent events); the data is one line. */
const event = (name: string, id: string, data: unknown): string =>
  `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * The progress of a campaign as server-sent events: `progress` whenever something has changed, a comment as a heartbeat
 * when nothing has, and `end` with the last numbers.
 * @param look the present numbers
 * @param options.lastId what the reader has seen last
 * @param options.signal aborted: the reader has gone, or the program stops
 * @param options.lookMs milliseconds between two looks
 */
export async function* progressEvents(
  look: () => Promise<CampaignDetail>,
  { lastId, signal, lookMs = LOOK_MS }: { lastId: string; signal: AbortSignal; lookMs?: number },
): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  let seen = lastId;
  let silent = 0;
  for (let n = 0; n < LOOKS && !signal.aborted; n += 1) {
    const report = await look();
    const id = progressId(report);
    if (report.status === 'done') {
      yield event('end', id, report);
      return;
    }
    silent += 1;
    const news = id !== seen ? event('progress', id, report) : silent >= LONGEST_SILENCE ? ': heartbeat\n\n' : null;
    if (news !== null) {
      yield news;
      silent = 0;
    }
    seen = id;
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
}
