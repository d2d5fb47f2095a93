import { counter, histogram } from '../../observability';

const calls = counter('shuozhi_wechat_calls_total', 'Calls to WeChat by API and code or kind of failure', [
  'api',
  'outcome',
]);
const duration = histogram(
  'shuozhi_wechat_call_seconds',
  'Time of a call to WeChat, token renewal included',
  [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
  ['api'],
);

/** Counts a call that began at `started` (performance.now) and its outcome: WeChat's code, or the kind of failure. */
export function observeCall(api: string, started: number, outcome: number | string): void {
  calls.inc({ api, outcome: String(outcome) });
  duration.observe({ api }, (performance.now() - started) / 1000);
}
