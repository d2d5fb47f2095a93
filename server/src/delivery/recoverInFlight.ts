import { fenceOthers, foreignEntries, removeSettledLogs, type AcceptedEntry } from './inFlightLog';
import type { Decision, Delivery, DeliveryPorts } from './ports';

/**
 * Deals with what the former holders of partitions left in flight. What the provider had accepted is sent; whether the rest
 * arrived is in doubt, and the domain decides what becomes of it. Nobody else may work on the partitions meanwhile.
 * @param worker the new holder; its own log is not in doubt
 * @param isSure whether the partitions are certainly ours still: who stalled before reading may find what the next holder has in flight
 * @returns how many deliveries were in doubt
 */
export async function recoverInFlight<T extends Delivery, D extends Decision>(
  worker: string,
  partitions: readonly number[],
  ports: Pick<DeliveryPorts<T, D>, 'recordAccepted' | 'recordInDoubt' | 'countUndecided'>,
  now: Date,
  isSure: () => boolean,
): Promise<number> {
  await fenceOthers(worker);
  const left = await foreignEntries(worker, partitions);
  // What was read until here is of former holders; writes of it, however late, match only the attempts that they name.
  if (!isSure()) throw new Error('the leases were lost before what was in flight could be read');
  await ports.recordAccepted(left.filter((entry): entry is AcceptedEntry => entry.accepted !== null));
  const inDoubt = await ports.recordInDoubt(
    left.filter((entry) => entry.accepted === null),
    now,
  );
  await removeSettledLogs(worker, ports.countUndecided);
  return inDoubt;
}
