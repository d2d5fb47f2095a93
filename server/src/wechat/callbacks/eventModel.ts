import mongoose from 'mongoose';
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
  /** Not before this time: after a failure, or while another process handles it. */
  dueAt: Date;
  /** The claim of the process handling it. */
  claim: string | null;
}

const schema = new mongoose.Schema<EventRecord>(
  {
    _id: { type: String, required: true },
    type: { type: String, required: true },
    openid: String,
    at: { type: Date, required: true },
    items: { type: mongoose.Schema.Types.Mixed },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    claim: { type: String, default: null },
  },
  { collection: 'wechatevents', versionKey: false, autoIndex: false },
);
schema.index({ state: 1, at: 1 });

export const EventModel = mongoose.model<EventRecord>('WechatEvent', schema);
