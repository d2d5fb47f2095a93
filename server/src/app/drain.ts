import type { RequestListener } from 'node:http';

/** No request under way and none begun for so long: nobody sends any more. */
const QUIET_MS = 400;
const LOOK_MS = 50;
/** Who asked `/readyz` more than once, lately within this time, asks again and sends requests until told. */
const WATCHED_MS = 30_000;

/**
 * Ends a server without a failed request: it says at `/readyz` that it is leaving, goes on answering until those who watch
 * have heard and nobody sends any more, and only then stops listening.
 */
export class Drain {
  private draining = false;
  private underWay = 0;
  private lastRequestAt = -Infinity;
  private asked = 0;
  private lastAskedAt = -Infinity;
  private told = false;

  /** Notes that somebody asked whether requests may be sent here. @returns false once they may not */
  mayReceive(): boolean {
    this.asked += 1;
    this.lastAskedAt = performance.now();
    if (this.draining) this.told = true;
    return !this.draining;
  }

  /** Counts what is under way; answers of a draining server end their connections. */
  watching(listener: RequestListener): RequestListener {
    return (request, response) => {
      this.underWay += 1;
      response.once('close', () => {
        this.underWay -= 1;
        this.lastRequestAt = performance.now();
      });
      if (this.draining) {
        response.shouldKeepAlive = false;
        if (request.url !== '/readyz') this.lastRequestAt = performance.now();
      }
      listener(request, response);
    };
  }

  /** From now on `/readyz` says no. */
  begin(): void {
    this.draining = true;
  }

  /** Waits until nobody sends any more and everything is answered, at most `mostMs`. */
  async quiet(mostMs: number): Promise<void> {
    const until = performance.now() + mostMs;
    const watched = this.asked > 1 && performance.now() - this.lastAskedAt < WATCHED_MS;
    while (performance.now() < until && !this.isQuiet(watched)) await new Promise((go) => setTimeout(go, LOOK_MS));
  }

  private isQuiet(watched: boolean): boolean {
    if (this.underWay > 0 || (watched && !this.told)) return false;
    return performance.now() - this.lastRequestAt > QUIET_MS;
  }
}
