import { counter } from '../observability';

export const creditsCounter = counter('shuozhi_push_credits_total', 'Credits by what became of them', ['change']);
