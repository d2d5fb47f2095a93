import { randomBytes } from 'node:crypto';
import { isDuplicateKey } from '../database';
import { byOpenid, Residents, type ResidentRecord } from './model';

/** A resident who is not being removed, or null. */
export function findResident(residentId: string): Promise<ResidentRecord | null> {
  return Residents.findOne({ _id: residentId, deletedAt: null }).lean();
}

/** The openids of residents who are still there, by resident id. */
export async function openidOf(residentIds: readonly string[]): Promise<Map<string, string>> {
  const found = await Residents.find({ _id: { $in: [...residentIds] }, deletedAt: null }, { openid: 1 }).lean();
  return new Map(found.flatMap(({ _id, openid }) => (openid === undefined ? [] : [[_id, openid]])));
}

/** The id of the resident with this openid, or null. */
export async function residentIdByOpenid(openid: string): Promise<string | null> {
  const found = await Residents.findOne(byOpenid(openid), { _id: 1 }).lean();
  return found?._id ?? null;
}

/**
 * The resident of an openid, made at the first login. Logins at the same time give the same resident: the unique index
 * lets one of them write, the others read.
 */
export async function registerResident(openid: string, now: Date): Promise<ResidentRecord> {
  const known = await Residents.findOne(byOpenid(openid)).lean();
  if (known) return known;
  const made: ResidentRecord = { _id: randomBytes(12).toString('hex'), openid, createdAt: now, deletedAt: null };
  try {
    await Residents.create(made);
    return made;
  } catch (error) {
    const other = isDuplicateKey(error) ? await Residents.findOne(byOpenid(openid)).lean() : null;
    if (other) return other;
    throw error;
  }
}

/** Ends all sessions of a resident, on every device: the tokens of before are refused from now on. */
export async function endSessions(residentId: string): Promise<void> {
  await Residents.updateOne({ _id: residentId, deletedAt: null }, { $inc: { sessionsEnded: 1 } });
}
