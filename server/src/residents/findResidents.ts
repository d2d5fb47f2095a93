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
