import { foreignEntries, removeSettledLogs, type AcceptedEntry } from './inFlightLog';
import type { Decision, Delivery, DeliveryPorts } from './ports';

/**
 * Deals with what the former holders of partitions left in flight. What the provider had accepted is sent; whether the rest
 * arrived is in doubt, and the domain decides what becomes of it. Nobody else may work on the partitions meanwhile.
 * @param worker the new holder; its own log is not in doubt
 * @returns how many deliveries were in doubt
 */
export async function recoverInFlight<T extends Delivery, D extends Decision>(
  worker: string,
  partitions: readonly number[],
  ports: Pick<DeliveryPorts<T, D>, 'recordAccepted' | 'recordInDoubt' | 'countUndecided'>,
  now: Date,
): Promise<number> {
  const left = await foreignEntries(worker, partitions);
  await ports.recordAccepted(left.filter((entry): entry is AcceptedEntry => entry.accepted !== null));
  const inDoubt = await ports.recordInDoubt(
    left.filter((entry) => entry.accepted === null),
    now,
  );
  await removeSettledLogs(worker, ports.countUndecided);
  return inDoubt;
}
