import type { TemplateKind } from '@shuozhi/shared';
import { hasCredit, type LedgerEntry } from './ledger';
import { Subscriptions } from './model';

/** How many of given residents are still with us, and how many of them a message of `kind` cannot reach and why. */
export async function countReachable(
  residentIds: readonly string[],
  kind: TemplateKind,
): Promise<{ recipients: number; noCredit: number; openidInvalid: number }> {
  const rows = await Subscriptions.collection
    .find(
      { _id: { $in: residentIds as never } },
      { projection: { openidInvalid: 1, [`ledger.${kind}.left`]: 1, [`ledger.${kind}.longTerm`]: 1 } },
    )
    .toArray();
  const invalid = rows.filter((row) => row.openidInvalid === true);
  const noCredit = rows.filter((row) => {
    const ledger = row.ledger as Record<string, LedgerEntry> | undefined;
    return row.openidInvalid !== true && !hasCredit(ledger?.[kind]);
  });
  return { recipients: rows.length, noCredit: noCredit.length, openidInvalid: invalid.length };
}
