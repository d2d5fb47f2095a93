import type { Credit, Subscription } from '@shuozhi/shared/api';
import { useDidShow } from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { api } from '@/services/api';
import { asApiError } from '@/services/ApiError';
import { accepted, askConsent, pressableId, templatesToAsk } from '@/services/consent';
import { session } from '@/services/session';
import { useStore } from '@/state/createStore';
import { preferences } from '@/state/preferences';
import { useQuery, type QueryResult } from '@/state/useQuery';
import { draftOf, missing, type Draft } from './draft';
import { text } from './text';

export interface SubscribePage {
  subscription: QueryResult<Subscription>;
  signedIn: boolean;
  draft: Draft | null;
  credits: Credit[];
  /** What happened at the last tap. */
  message: string | null;
  saving: boolean;
  /** A choice was saved, now or earlier. */
  kept: boolean;
  change(draft: Draft): void;
  save(): void;
}

/** In WeChat everybody is signed in by opening the page; in a browser only demo residents are. */
function useSignedIn(): boolean {
  const signedIn = useSyncExternalStore(session.subscribe, session.signedIn, session.signedIn);
  return process.env.TARO_ENV === 'weapp' || signedIn;
}

/** The resident's subscription: choosing, and saving together with WeChat's consent. */
export function useSubscribe(): SubscribePage {
  const signedIn = useSignedIn();
  const subscription = useQuery(signedIn ? api.subscription() : null);
  const { region } = useStore(preferences);
  const [changed, setChanged] = useState<Draft | null>(null);
  const [credits, setCredits] = useState<Credit[] | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [kept, setKept] = useState(false);
  const saved = subscription.value;
  const draft = changed ?? (saved && draftOf(saved, region));
  const known = credits ?? saved?.credits ?? [];
  const isKept = kept || (saved !== null && saved.updatedAt !== null);
  useDidShow(() => {
    if (signedIn) void subscription.reload().then(() => setCredits(null));
  });

  const save = () => {
    if (!draft) return;
    const lack = missing(draft);
    if (lack !== null) {
      setMessage(lack);
      return;
    }
    const templateIds = templatesToAsk(known);
    // WeChat opens its dialog only straight from the tap: nothing asynchronous may come before this call.
    const asking = templateIds.length > 0 ? askConsent(templateIds) : Promise.resolve(null);
    setSaving(true);
    setMessage(null);
    finish(draft, asking)
      .then((outcome) => {
        setMessage(outcome.message);
        if (outcome.credits) setCredits(outcome.credits);
        setKept(true);
      })
      .catch((thrown: unknown) => setMessage(asApiError(thrown).message))
      .finally(() => setSaving(false));
  };

  return { subscription, signedIn, draft, credits: known, message, saving, kept: isKept, change: setChanged, save };
}

interface Outcome {
  message: string;
  credits: Credit[] | null;
}

/** Saves the choice even when the consent failed: the inbox then still fills. Throws ApiError when saving fails. */
async function finish(draft: Draft, asking: Promise<Record<string, string> | null>): Promise<Outcome> {
  const answer = await asking.then(
    (results) => ({ results, failure: null }),
    (thrown: unknown) => ({ results: null, failure: asApiError(thrown).message }),
  );
  await api.saveSubscription(draft);
  if (answer.failure !== null) return { message: `${text.savedWithout}。${answer.failure}`, credits: null };
  if (answer.results === null) return { message: text.savedWithout, credits: null };
  const { credits } = await api.saveConsents(answer.results, pressableId());
  return { message: accepted(answer.results) ? text.saved : text.savedRefused, credits };
}
