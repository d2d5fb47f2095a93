import type { Presence } from '@shuozhi/shared/api';
import { defineModel } from '../../database';

/** One person who has a notice open to edit it; heard of again and again, else gone. */
interface PresenceRecord {
  /** `${noticeId}.${staffId}` */
  _id: string;
  notice: string;
  staff: string;
  name: string;
  since: Date;
  expiresAt: Date;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const PresenceRecords = defineModel<PresenceRecord>(
  'noticepresence',
  { notice: text, staff: text, name: text, since: date, expiresAt: date },
  // The database removes who is gone; each heartbeat does so too, for the embedded engine has no such removal.
  [[{ notice: 1 }], [{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);

/** A person whose phone or network pauses for a moment is not gone: three heartbeats of 15 seconds. */
const EXPIRES_S = 45;

/** Who edits the notice now, except one person. */
export async function whoEdits(notice: string, except: string, now: Date): Promise<Presence> {
  const there = await PresenceRecords.find({ notice, staff: { $ne: except }, expiresAt: { $gt: now } })
    .sort({ since: 1, _id: 1 })
    .lean<PresenceRecord[]>();
  const items = there.map(({ staff: id, name, since }) => ({ id, name, since: since.toISOString() }));
  return { items, expiresIn: EXPIRES_S };
}

/** Says that a person edits the notice; answers who else does. */
export async function heartbeat(notice: string, person: { id: string; name: string }, now: Date): Promise<Presence> {
  await PresenceRecords.deleteMany({ notice, expiresAt: { $lte: now } });
  await PresenceRecords.updateOne(
    { _id: `${notice}.${person.id}` },
    {
      $set: { notice, staff: person.id, name: person.name, expiresAt: new Date(now.getTime() + EXPIRES_S * 1000) },
      $setOnInsert: { since: now },
    },
    { upsert: true },
  );
  return whoEdits(notice, person.id, now);
}

/** Says that a person edits the notice no more. */
export async function leave(notice: string, person: string): Promise<void> {
  await PresenceRecords.deleteOne({ _id: `${notice}.${person}` });
}
