import type { StaffRole } from '@shuozhi/shared/api';
import { defineModel, Mixed } from '../../database';

/** A second factor in use: time-based codes of an authenticator (RFC 6238), and recovery codes. */
export interface SecondFactor {
  /** The shared secret, sealed. */
  secret: string;
  /** Time step of the last code that was used: no code opens two logins. */
  lastStep: number;
  /** SHA-256 of the recovery codes that are left. */
  recovery: string[];
}

/** A person of the government office who may work on notices. */
export interface StaffRecord {
  _id: string;
  name: string;
  role: StaffRole;
  /** The organ whose notices the person edits; null: all. */
  department: string | null;
  disabled: boolean;
  /** argon2id, in PHC form; empty until a one-time password was drawn: nothing opens the account. */
  passwordHash: string;
  /** A password that somebody else made opens one session; after that a new one must have been set. */
  oneTime: 'unused' | 'used' | null;
  /** Sessions carry it; raised, it ends all that were opened before (password, role or second factor changed). */
  sessionCounter: number;
  secondFactor: SecondFactor | null;
  /** Sealed secret of a second factor that is being set up. */
  pendingSecret: string | null;
  /** Who drew the last one-time password through the API and may have used it: what the two approve of each other counts as one person's. */
  openedBy: string | null;
  /** Each time somebody made a one-time password, in order; null: by the command. */
  openings: { by: string | null; at: Date }[];
  /** Who may draw a one-time password of an account that two administrators keep, by which approved change. */
  passwordGrant: { change: string; by: string; drawn: boolean } | null;
  createdAt: Date;
}

const text = { type: String, required: true } as const;
const optional = { type: String, default: null } as const;
const mixed = { type: Mixed, default: null } as const;

export const Staff = defineModel<StaffRecord>(
  'staff',
  {
    name: text,
    role: text,
    department: optional,
    disabled: { type: Boolean, default: false },
    passwordHash: { type: String, default: '' },
    oneTime: optional,
    sessionCounter: { type: Number, default: 0 },
    secondFactor: mixed,
    pendingSecret: optional,
    openedBy: optional,
    openings: { type: Mixed, default: () => [] },
    passwordGrant: mixed,
    createdAt: { type: Date, required: true },
  },
  [[{ name: 1 }, { unique: true }]],
);
