import { ChangeRequests } from './model';

/**
 * Values of a member of payloads, of requests in any state: for what must be kept as long as a request names it.
 * @param member path inside the payload
 * @param values those that are asked about; others of the same payloads may be among the answer
 */
export function namedInPayloads(member: string, values: readonly string[]): Promise<string[]> {
  const path = `payload.${member}`;
  return ChangeRequests.distinct(path, { [path]: { $in: [...values] } }) as Promise<string[]>;
}
