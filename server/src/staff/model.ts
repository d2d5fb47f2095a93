import type { StaffRole } from '@shuozhi/shared/api';
import { defineModel } from '../database';

/** A person of the government office who may work on notices. */
export interface StaffRecord {
  _id: string;
  name: string;
  role: StaffRole;
  /** argon2id, in PHC form. */
  passwordHash: string;
  /** The password printed by the command opens one session; after that a new one must have been set. */
  oneTime: 'unused' | 'used' | null;
  failedLogins: number;
  lockedUntil: Date | null;
  /** Tokens issued before this moment are void (password changed, account reset). */
  tokensFrom: Date;
  createdAt: Date;
}

export const Staff = defineModel<StaffRecord>(
  'staff',
  {
    name: { type: String, required: true },
    role: { type: String, required: true },
    passwordHash: { type: String, required: true },
    oneTime: { type: String, default: null },
    failedLogins: { type: Number, default: 0 },
    lockedUntil: { type: Date, default: null },
    tokensFrom: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  [[{ name: 1 }, { unique: true }]],
);
