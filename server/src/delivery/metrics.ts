import { counter, gauge } from '../observability';

// What each process counts for itself; the sum over the processes is meant.
export const inFlightGauge = gauge('shuozhi_push_in_flight', 'Sends of this worker that wait for an answer');
export const outcomesCounter = counter('shuozhi_push_outcomes_total', 'Attempts by state reached and code', [
  'state',
  'code',
]);
