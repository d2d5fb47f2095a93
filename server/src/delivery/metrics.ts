import { counter, gauge, histogram } from '../observability';

// What each process counts for itself; the sum over the processes is meant.
export const inFlightGauge = gauge('shuozhi_push_in_flight', 'Sends of this worker that wait for an answer');
export const outcomesCounter = counter('shuozhi_push_outcomes_total', 'Tries of sends by state reached and code', [
  'state',
  'code',
]);
export const publishToSend = histogram(
  'shuozhi_push_publish_to_send_seconds',
  'Time from the event to WeChat taking the message',
  [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400],
  ['kind'],
);
