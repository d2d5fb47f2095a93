import * as z from 'zod';

/** A disturbance of the simulated API. */
export const faultInput = z.object({
  /** End of the path it concerns, e.g. `/subscribe/send`; every path of the API when absent. */
  path: z.string().max(100).optional(),
  kind: z.enum(['error', 'http', 'latency', 'hang', 'cut', 'early-failure', 'late-failure']),
  /** `error`: WeChat's code; `early-failure`, `late-failure`: the code of the event about an accepted send, before or after its answer. */
  code: z.int().optional(),
  /** `http`: the status of a gateway in front of WeChat, which answers in WeChat's place. */
  status: z.int().min(200).max(599).optional(),
  /** `http`: what the gateway answers; HTML unless told. */
  body: z.string().max(1000).optional(),
  /** `latency`, `early-failure`: milliseconds more. */
  ms: z.int().min(0).max(120_000).optional(),
  /** Sends to these people only. */
  openids: z.array(z.string()).max(10_000).optional(),
  /** Part of the calls it hits, spread evenly. */
  share: z.number().positive().max(1).default(1),
  /** It ends after so many hits. */
  count: z.int().positive().optional(),
  /** `hang`, `cut`, `http`: whether WeChat does the work before it is not heard; with `http` no unless told. */
  accept: z.boolean().optional(),
});
export type Fault = z.infer<typeof faultInput>;

interface Active {
  id: number;
  fault: Fault;
  hits: number;
  /** Grows by `share` with each call; a hit at every whole number. */
  due: number;
}

/** The disturbances set at the moment. */
export class Faults {
  private active: Active[] = [];
  private nextId = 1;

  add(fault: Fault): number {
    const id = this.nextId++;
    this.active.push({ id, fault, hits: 0, due: 0 });
    return id;
  }

  clear(): void {
    this.active = [];
  }

  list(): { id: number; fault: Fault; hits: number }[] {
    return this.active.map(({ id, fault, hits }) => ({ id, fault, hits }));
  }

  /** The disturbance that hits this call, the first one set wins. @param openid whom it concerns */
  take(path: string, openid?: unknown): Fault | null {
    for (const entry of this.active) {
      const { fault } = entry;
      if (fault.path !== undefined && !path.endsWith(fault.path)) continue;
      if (fault.openids !== undefined && !fault.openids.some((one) => one === openid)) continue;
      if (fault.count !== undefined && entry.hits >= fault.count) continue;
      entry.due += fault.share;
      if (entry.due < 1 - 1e-9) continue;
      entry.due -= 1;
      entry.hits += 1;
      return fault;
    }
    return null;
  }
}
