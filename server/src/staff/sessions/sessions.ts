import type { StaffRole } from '@shuozhi/shared/api';
import { createHash, randomBytes } from 'node:crypto';
import { defineModel } from '../../database';
import { AppError } from '../../errors';
import { Staff, type StaffRecord } from '../accounts/model';

/** How staff sessions live. */
export interface SessionPolicy {
  /** Unused for so long, a session ends. */
  idleMs: number;
  /** In production approvers and administrators need a second factor, and cookies need TLS. */
  production: boolean;
}

/** A session ends after a working day, however much it is used. */
const LIFETIME_MS = 12 * 60 * 60 * 1000;
/** The last use is noted to within a tenth of the idle time, so that most calls write nothing. */
const USE_NOTED = 1 / 10;
const NEED_SECOND_FACTOR: readonly StaffRole[] = ['approver', 'admin'];

export interface SessionRecord {
  /** SHA-256 of the token: a copy of the database opens no session. */
  _id: string;
  staffId: string;
  /** The account's session counter when it was opened. */
  counter: number;
  /** The cookie that carries it; null: a bearer token. */
  cookie: string | null;
  idleMs: number;
  factorRequired: boolean;
  openedAt: Date;
  usedAt: Date;
  endsAt: Date;
}

export const Sessions = defineModel<SessionRecord>(
  'staffsessions',
  {
    staffId: { type: String, required: true },
    counter: { type: Number, required: true },
    cookie: { type: String, default: null },
    idleMs: { type: Number, required: true },
    factorRequired: { type: Boolean, required: true },
    openedAt: { type: Date, required: true },
    usedAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  [[{ endsAt: 1 }], [{ staffId: 1 }]],
);

const idOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** @returns the token, which stands nowhere else, and the session */
export async function openSession(
  staff: StaffRecord,
  cookie: string | null,
  policy: SessionPolicy,
  now: Date,
): Promise<{ token: string; session: SessionRecord }> {
  const token = randomBytes(32).toString('base64url');
  const session: SessionRecord = {
    _id: idOf(token),
    staffId: staff._id,
    counter: staff.sessionCounter,
    cookie,
    idleMs: policy.idleMs,
    factorRequired: policy.production && NEED_SECOND_FACTOR.includes(staff.role),
    openedAt: now,
    usedAt: now,
    endsAt: new Date(now.getTime() + LIFETIME_MS),
  };
  await Sessions.create(session);
  return { token, session };
}

/** What a session does not open yet: everything but the change of password, or the second factor. */
export type Restriction = 'password' | 'secondFactor';

export function restrictionOf(staff: StaffRecord, session: SessionRecord): Restriction | null {
  if (staff.oneTime !== null) return 'password';
  return session.factorRequired && staff.secondFactor === null ? 'secondFactor' : null;
}

/**
 * The session of a token and its account; notes the use.
 * @param cookie name of the cookie that carried the token; null: a bearer token
 * @throws AppError `unauthorized` when it ended, was ended, or came another way than it was given out
 */
export async function useSession(
  token: string,
  cookie: string | null,
  now: Date,
): Promise<{ staff: StaffRecord; session: SessionRecord }> {
  const session = await Sessions.findById(idOf(token)).lean<SessionRecord>();
  if (!session || session.cookie !== cookie || session.endsAt <= now) throw new AppError('unauthorized');
  const unusedMs = now.getTime() - session.usedAt.getTime();
  if (unusedMs >= session.idleMs) throw new AppError('unauthorized');
  const staff = await Staff.findById(session.staffId).lean<StaffRecord>();
  if (!staff || staff.disabled || staff.sessionCounter !== session.counter) throw new AppError('unauthorized');
  if (unusedMs > session.idleMs * USE_NOTED) await Sessions.updateOne({ _id: session._id }, { $max: { usedAt: now } });
  return { staff, session };
}

export async function endSession(id: string): Promise<void> {
  await Sessions.deleteOne({ _id: id });
}

/** Lets a session go on after its person ended all of theirs. */
export async function keepSession(id: string, counter: number): Promise<void> {
  await Sessions.updateOne({ _id: id }, { $set: { counter } });
}

/** Removes sessions past their end. For a job. */
export async function removeEndedSessions(now: Date): Promise<number> {
  return (await Sessions.deleteMany({ endsAt: { $lte: now } })).deletedCount;
}
