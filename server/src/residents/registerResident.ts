import { randomBytes } from 'node:crypto';
import { isDuplicateKey } from '../database';
import { byOpenid, Residents, type ResidentRecord } from './model';

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
