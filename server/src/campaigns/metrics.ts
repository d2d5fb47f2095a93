import { counter, histogram } from '../observability';

export const creditsCounter = counter('shuozhi_push_credits_total', 'Credits by what became of them', ['change']);
export const publishToSend = histogram(
  'shuozhi_push_publish_to_send_seconds',
  'Time from the event to WeChat taking the message',
  [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400],
  ['kind'],
);
