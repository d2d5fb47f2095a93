import { AppError } from '../errors';
import { findResident } from './identity';

/** Everything another module holds about a resident, as plain JSON. */
export type Exporter = (residentId: string) => Promise<unknown>;

/**
 * Everything held about a resident, by module: the answer to a request for access (《个人信息保护法》第四十五条).
 * @throws AppError `unauthorized` when the resident is gone
 */
export async function exportResident(residentId: string, exporters: Readonly<Record<string, Exporter>>, now: Date) {
  const resident = await findResident(residentId);
  if (resident === null) throw new AppError('unauthorized');
  const parts = Object.entries(exporters).map(async ([name, run]) => [name, await run(residentId)] as const);
  return {
    exportedAt: now.toISOString(),
    resident: { id: resident._id, openid: resident.openid ?? null, createdAt: resident.createdAt.toISOString() },
    data: Object.fromEntries(await Promise.all(parts)) as Record<string, unknown>,
  };
}
