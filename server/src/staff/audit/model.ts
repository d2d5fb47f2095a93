import type { AuditOutcome } from '@shuozhi/shared/api';
import { defineModel } from '../../database';

/** What is known of an action before it begins. */
export interface AuditIntent {
  _id: string;
  /** When it began. */
  at: Date;
  actorId: string;
  actorName: string;
  /** Dotted name, e.g. `notice.publish`. */
  action: string;
  target: string | null;
  /** Network address of the caller; null for commands and jobs. */
  address: string | null;
  requestId: string | null;
}

/**
 * An entry of the trail; never changed or removed by the program (等保 2.0: kept at least six months). Each carries the
 * hash of the one before it, so that a changed, removed or inserted entry is found.
 */
export interface AuditRecord extends AuditIntent {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  outcome: AuditOutcome;
  /** Error code of what was refused or failed. */
  code: string | null;
  detail: string | null;
  /** Hash of the entry before; empty for the first. */
  previous: string;
  hash: string;
}

const text = { type: String, required: true } as const;
const optional = { type: String, default: null } as const;
const date = { type: Date, required: true } as const;
const begun = {
  at: date,
  actorId: text,
  actorName: text,
  action: text,
  target: optional,
  address: optional,
  requestId: optional,
} as const;

/** Actions under way, and those of processes that died; the sweep moves the latter into the trail. */
export const Intents = defineModel<AuditIntent>('auditintents', begun, [[{ at: 1 }]]);

export const Audit = defineModel<AuditRecord>(
  'audit',
  {
    ...begun,
    seq: { type: Number, required: true },
    outcome: text,
    code: optional,
    detail: optional,
    previous: { type: String, default: '' },
    hash: text,
  },
  [
    // Entries of versions without a chain have no number.
    [{ seq: 1 }, { unique: true, partialFilterExpression: { seq: { $gte: 1 } } }],
    [{ target: 1, seq: -1 }],
    [{ actorId: 1, seq: -1 }],
    [{ action: 1, seq: -1 }],
    [{ at: -1 }],
  ],
);
