import { defineModel, Mixed } from '../../database';
import type { ConsentItem, SentItem, WechatEvent } from './events';

/** A stored event. What identifies the person is dropped as soon as it is handled; the id stays to know repetitions. */
export interface EventRecord {
  _id: string;
  type: WechatEvent['type'];
  openid?: string;
  at: Date;
  items?: (ConsentItem | SentItem)[];
  state: 'new' | 'done' | 'failed';
  attempts: number;
  /** How often it came too early: its message was not known yet. */
  waits?: number;
  /** Not before this time: after a failure, or while another process handles it. */
  dueAt: Date;
  /** The claim of the process handling it. */
  claim: string | null;
}

export const WechatEvents = defineModel<EventRecord>(
  'wechatevents',
  {
    type: { type: String, required: true },
    openid: String,
    at: { type: Date, required: true },
    items: Mixed,
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    waits: Number,
    dueAt: { type: Date, required: true },
    claim: { type: String, default: null },
  },
  [[{ state: 1, at: 1 }]],
);
