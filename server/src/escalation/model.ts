import type { Level, TemplateKind } from '@shuozhi/shared';
import { defineModel, Mixed } from '../database';
import type { Message } from '../campaigns';
import type { EscalationStatus, StepState } from './states';

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
  /** The resident behind their WeChat, bound by a one-time code and an approval. */
  residentId: string | null;
  /** The binding code that is out: its hash, who made it (another member of staff approves the binding) and its end. */
  code: { hash: string; by: string; until: Date } | null;
  /** Who used the code; `residentId` only once the binding is approved. */
  claim: { id: string; residentId: string } | null;
  active: boolean;
}

/** One person's step of an escalation. Whose WeChat it is stands with the person only: who leaves is forgotten here too. */
export interface EscalationStep {
  personId: string;
  name: string;
  office: string;
  phone: string;
  state: StepState;
  at: Date;
  /** Messages handed to WeChat, the one under way included. */
  tries: number;
  /** One of them may have arrived without our knowing, or is under way. */
  inDoubt: boolean;
  /** The task "call by phone" for staff. */
  phoneTask: 'none' | 'todo' | 'reached' | 'not-reached';
}

/** Everything that happened in an escalation, never changed afterwards. */
export interface EscalationLogEntry {
  at: Date;
  what: string;
}

/** The calling of the persons on duty for one alert; `_id` is the campaign's. */
export interface EscalationRecord {
  _id: string;
  noticeId: string | null;
  title: string;
  level: Level | null;
  /** Whose consents the message spends. */
  kind: TemplateKind;
  /** The message, as the campaign had it when the escalation began. */
  message: Message | null;
  status: EscalationStatus;
  /** Who is called in which order, fixed when the alert came. */
  queue: string[];
  steps: EscalationStep[];
  log: EscalationLogEntry[];
  /** When there is something to do next: another try, or the next person's turn. */
  dueAt: Date;
  createdAt: Date;
}

const required = { type: String, required: true } as const;
const nullable = { type: String, default: null } as const;

export const DutyPersons = defineModel<DutyPerson>(
  'dutypersons',
  {
    name: required,
    office: required,
    phone: required,
    regions: { type: [String], default: () => [] },
    order: { type: Number, required: true },
    residentId: nullable,
    code: { type: Mixed, default: null },
    claim: { type: Mixed, default: null },
    active: { type: Boolean, default: true },
  },
  [
    [{ 'code.hash': 1 }, { unique: true, partialFilterExpression: { 'code.hash': { $type: 'string' } } }],
    [{ residentId: 1 }],
    [{ 'claim.residentId': 1 }],
  ],
);

export const Escalations = defineModel<EscalationRecord>(
  'escalations',
  {
    noticeId: nullable,
    title: required,
    level: nullable,
    kind: required,
    message: { type: Mixed, default: null },
    status: required,
    queue: { type: [String], default: () => [] },
    steps: { type: Mixed, default: () => [] },
    log: { type: Mixed, default: () => [] },
    dueAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  [[{ status: 1, dueAt: 1 }], [{ createdAt: -1, _id: -1 }]],
);
