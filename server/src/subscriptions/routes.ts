import { databaseNow } from '../database';
import { consentInput, credits, reach, subscription, subscriptionInput } from '@shuozhi/shared/api';
import type { Templates } from '../config';
import { route, type Guard, type Route } from '../http';
import { recordConsents } from './consents';
import { presentCredits, presentSubscription } from './present';
import { reachOf, type LastOutcome } from './reach';
import { findSubscription, saveSubscription, whilePresent } from './saveSubscription';

const TAG = 'me';

export interface SubscriptionsDeps {
  residentGuard: Guard<{ residentId: string }>;
  templates: Templates;
  openidOf: (residentIds: readonly string[]) => Promise<Map<string, string>>;
  lastOutcomeOf: (residentId: string) => Promise<LastOutcome>;
}

/** A resident's wishes, consents and "will I be reached?". */
export function subscriptionsRoutes(deps: SubscriptionsDeps): Route[] {
  const { residentGuard: guard, templates } = deps;

  async function openid(residentId: string): Promise<string | null> {
    return (await deps.openidOf([residentId])).get(residentId) ?? null;
  }

  return [
    route({
      method: 'get',
      path: '/me/subscription',
      summary: 'What the resident wants to be told, and the credits left',
      tag: TAG,
      guard,
      response: subscription,
      handler: async ({ principal }) => presentSubscription(await findSubscription(principal.residentId), templates),
    }),
    route({
      method: 'put',
      path: '/me/subscription',
      summary: 'Save what the resident wants to be told',
      tag: TAG,
      guard,
      body: subscriptionInput,
      response: subscription,
      handler: async ({ principal, body }) => {
        const { residentId } = principal;
        const saved = await whilePresent(residentId, openid, (known) =>
          saveSubscription(residentId, known, body, databaseNow()),
        );
        return presentSubscription(saved, templates);
      },
    }),
    route({
      method: 'post',
      path: '/me/consents',
      summary: 'Report what wx.requestSubscribeMessage answered; repeating a requestId counts once',
      tag: TAG,
      guard,
      body: consentInput,
      response: credits,
      handler: async ({ principal, body }) => {
        const { residentId } = principal;
        const record = await whilePresent(residentId, openid, (known) =>
          recordConsents(residentId, known, body, templates, databaseNow()),
        );
        return { credits: presentCredits(record, templates) };
      },
    }),
    route({
      method: 'get',
      path: '/me/reach',
      summary: '我能收到吗: every link of the chain to this resident',
      tag: TAG,
      guard,
      response: reach,
      handler: async ({ principal }) => {
        const { residentId } = principal;
        return reachOf(await findSubscription(residentId), await deps.lastOutcomeOf(residentId));
      },
    }),
  ];
}
