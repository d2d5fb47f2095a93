import { counter, gauge, histogram } from '../observability';

export const outcomesCounter = counter('shuozhi_push_outcomes_total', 'Tries of sends by state reached and code', [
  'state',
  'code',
]);
export const queueGauge = gauge('shuozhi_push_queue_depth', 'Deliveries that wait to be sent, by campaign kind', [
  'kind',
]);
export const oldestGauge = gauge('shuozhi_push_oldest_pending_seconds', 'Age of the oldest delivery that is due');
export const rateGauge = gauge('shuozhi_push_rate', 'Sends a second allowed to all workers together');
export const blockedGauge = gauge('shuozhi_push_blocked', '1 while WeChat has told us to stop (minute or daily limit)');
export const inFlightGauge = gauge('shuozhi_push_in_flight', 'Sends of this worker that wait for an answer');
export const brokenGauge = gauge(
  'shuozhi_push_broken',
  '1 if and only if push is broken and a person must act; busy is not broken',
);
export const creditsCounter = counter('shuozhi_push_credits_total', 'Credits by what became of them', ['change']);
export const publishToSend = histogram(
  'shuozhi_push_publish_to_send_seconds',
  'Time from the event to WeChat taking the message',
  [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400],
  ['kind'],
);
