import type { Draft } from '@/text/blockText';

/** What was written and did not reach the server: kept on this device until it does. */
export interface Backup {
  /** Of the text that was edited. */
  hash: string;
  changes: Partial<Draft>;
}

const keyOf = (account: string, notice: string) => `console.draft.${account}.${notice}`;

export function readBackup(account: string, notice: string): Backup | null {
  const kept = localStorage.getItem(keyOf(account, notice));
  return kept === null ? null : (JSON.parse(kept) as Backup);
}

export function writeBackup(account: string, notice: string, backup: Backup | null): void {
  if (backup === null) localStorage.removeItem(keyOf(account, notice));
  else localStorage.setItem(keyOf(account, notice), JSON.stringify(backup));
}
