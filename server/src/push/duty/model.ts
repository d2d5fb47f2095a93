import type { Level } from '@shuozhi/shared';
import mongoose from 'mongoose';

/** A person on duty (责任人). Staff data: the phone number is an office's, not a resident's. */
export interface DutyPerson {
  _id: string;
  name: string;
  /** Office, e.g. 朔城区应急管理局. */
  office: string;
  phone: string;
  /** Region codes; empty for the whole city. */
  regions: string[];
  /** Called in this order. */
  order: number;
  /** The resident behind their WeChat, bound by a one-time code. */
  residentId: string | null;
  bindCode: string | null;
  active: boolean;
}

/** One person's turn in a call. */
export interface CallStep {
  personId: string;
  name: string;
  office: string;
  phone: string;
  residentId: string | null;
  /** `notified`: WeChat took the message; `unreachable`: it could not; then somebody must phone at once. */
  state: 'calling' | 'notified' | 'unreachable' | 'confirmed' | 'no-answer';
  at: Date;
  /** The task "call by phone" for staff. */
  phoneTask: 'none' | 'todo' | 'reached' | 'not-reached';
}

/** Everything that happened in a call, never changed afterwards. */
export interface CallLogEntry {
  at: Date;
  what: string;
}

/** The calling of the persons on duty for one alert; `_id` is the campaign's. */
export interface CallRecord {
  _id: string;
  noticeId: string | null;
  title: string;
  level: Level | null;
  status: 'open' | 'confirmed' | 'exhausted';
  /** Who is called in which order, fixed when the alert came. */
  queue: string[];
  steps: CallStep[];
  log: CallLogEntry[];
  /** When the next step is due. */
  dueAt: Date;
  createdAt: Date;
}

const { Mixed } = mongoose.Schema.Types;
const id = { type: String, required: true } as const;

const personSchema = new mongoose.Schema<DutyPerson>(
  {
    _id: id,
    name: id,
    office: id,
    phone: id,
    regions: { type: [String], default: [] },
    order: { type: Number, required: true },
    residentId: { type: String, default: null },
    bindCode: { type: String, default: null },
    active: { type: Boolean, default: true },
  },
  { collection: 'dutypersons', versionKey: false },
);
personSchema.index({ bindCode: 1 }, { unique: true, partialFilterExpression: { bindCode: { $type: 'string' } } });
personSchema.index({ residentId: 1 });

const callSchema = new mongoose.Schema<CallRecord>(
  {
    _id: id,
    noticeId: { type: String, default: null },
    title: id,
    level: { type: String, default: null },
    status: id,
    queue: { type: [String], default: [] },
    steps: { type: Mixed, default: () => [] },
    log: { type: Mixed, default: () => [] },
    dueAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'dutycalls', versionKey: false, minimize: false },
);
callSchema.index({ status: 1, dueAt: 1 });
callSchema.index({ createdAt: -1, _id: -1 });

export const DutyPersons = mongoose.model<DutyPerson>('DutyPerson', personSchema);
export const DutyCalls = mongoose.model<CallRecord>('DutyCall', callSchema);
