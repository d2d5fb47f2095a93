import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics, served at `/metrics`. Modules register their own on it. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const httpDuration = new Histogram({
  name: 'shuozhi_http_request_duration_seconds',
  help: 'Time to answer by route, method and status',
  labelNames: ['route', 'method', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

/** Makes a counter on the process's registry. */
export function counter<T extends string>(name: string, help: string, labelNames: readonly T[] = []): Counter<T> {
  return new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
}

/**
 * Makes a gauge on the process's registry.
 * @param collect sets it right before each reading of the metrics
 */
export function gauge<T extends string>(
  name: string,
  help: string,
  labelNames: readonly T[] = [],
  collect?: () => Promise<void>,
): Gauge<T> {
  return new Gauge({ name, help, labelNames: [...labelNames], registers: [registry], collect });
}

/** Makes a histogram on the process's registry; `buckets` in seconds. */
export function histogram<T extends string>(
  name: string,
  help: string,
  buckets: number[],
  labelNames: readonly T[] = [],
): Histogram<T> {
  return new Histogram({ name, help, buckets, labelNames: [...labelNames], registers: [registry] });
}
