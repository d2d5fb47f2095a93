import type { Subscription } from '@shuozhi/shared/api';
import { useState } from 'react';
import { api } from '@/services/api';
import { asApiError } from '@/services/ApiError';
import { accepted, askConsent, pressableId, templatesToAsk } from '@/services/consent';
import { useQuery } from '@/state/useQuery';

export interface Renewal {
  /** Null until it is known, and where nothing can be asked of WeChat or nothing was ever subscribed. */
  subscription: Subscription | null;
  /** Messages WeChat will still let through. */
  left: number;
  /** What came of the tap: whether a consent was given, or why it failed. */
  outcome: { accepted: boolean; failure: string | null } | null;
  /** Must be called straight from the tap: WeChat opens its dialog only then. */
  renew(): void;
}

/** One more consent of WeChat with one tap. `wanted` false asks nothing of the server. */
export function useRenewal(wanted: boolean): Renewal {
  const { value } = useQuery(wanted ? api.subscription() : null);
  const [outcome, setOutcome] = useState<Renewal['outcome']>(null);
  const templateIds = templatesToAsk(value?.credits ?? []);
  const renew = () => {
    askConsent(templateIds)
      .then(async (results) => {
        await api.saveConsents(results, pressableId());
        setOutcome({ accepted: accepted(results), failure: null });
      })
      .catch((thrown: unknown) => setOutcome({ accepted: false, failure: asApiError(thrown).message }));
  };
  return {
    subscription: value && value.updatedAt !== null && templateIds.length > 0 ? value : null,
    left: (value?.credits ?? []).reduce((sum, credit) => sum + credit.remaining, 0),
    outcome,
    renew,
  };
}
