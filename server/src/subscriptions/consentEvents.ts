import type { Templates } from '../config';
import { changeLedger, templateById, type KindChange } from './consents';
import { consentOf } from './ledger';
import { Subscriptions } from './model';
import { deleteSubscription, ensureSubscription } from './saveSubscription';

/** What WeChat's callbacks say about consents, already parsed and de-duplicated. */
export interface ConsentEvent {
  /** The same for every repetition of the news: it is counted once. */
  id: string;
  /** `subscribe_msg_popup_event`: an answer in the pop-up; `subscribe_msg_change_event`: a change in the settings. */
  type: 'subscribe_msg_popup_event' | 'subscribe_msg_change_event';
  openid: string;
  at: Date;
  items: { templateId: string; status: string }[];
}

export interface ConsentEventTools {
  templates: Templates;
  /** The resident behind an openid; null when nobody of ours. */
  residentIdByOpenid: (openid: string) => Promise<string | null>;
}

/**
 * Applies one of WeChat's consent events to the ledger. In the settings a resident can only switch off (WeChat reports
 * `reject` alone): then nothing more can be sent.
 */
export async function applyConsentEvent(event: ConsentEvent, tools: ConsentEventTools): Promise<void> {
  const changes = event.items.flatMap(({ templateId, status }): KindChange[] => {
    const template = templateById(tools.templates, templateId);
    const consent = consentOf(status);
    if (template === null || consent === null) return [];
    if (consent === 'accept') {
      return [{ ...template, change: { kind: 'accept', source: 'wechat', at: event.at.getTime() } }];
    }
    const off = consent === 'off' || event.type === 'subscribe_msg_change_event';
    return [{ ...template, change: { kind: off ? 'off' : 'decline' } }];
  });
  if (changes.length === 0) return;
  const { openid } = event;
  const known = await Subscriptions.findOne({ openid }, '_id').lean<{ _id: string }>();
  if (known) {
    await changeLedger(known._id, changes, event.id);
    return;
  }
  const residentId = await tools.residentIdByOpenid(openid);
  if (residentId === null) return;
  await ensureSubscription(residentId, openid);
  await changeLedger(residentId, changes, event.id);
  // Who left meanwhile leaves nothing behind.
  if ((await tools.residentIdByOpenid(openid)) !== residentId) await deleteSubscription(residentId);
}
