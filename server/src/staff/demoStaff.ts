import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { completeAccounts, createAccount, resetAccount } from './accounts/accounts';
import { Staff } from './accounts/model';
import { newPassword } from './accounts/passwords';

/** Two people for the demonstration, because approval needs two. Development only. */
const PEOPLE = [
  { name: 'demo-editor', role: 'editor' },
  { name: 'demo-approver', role: 'approver' },
] as const;

const demoFile = z.array(z.object({ name: z.string(), role: z.string(), password: z.string() }));

const fileIn = (dataDir: string) => path.join(dataDir, 'demo-staff.json');

/** The demo accounts and their passwords; null when the server was never started on this data folder. */
export function readDemoStaff(dataDir: string): z.infer<typeof demoFile> | null {
  const file = fileIn(dataDir);
  return existsSync(file) ? demoFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Whether nobody but the demo's people has an account: the system is still being set up. */
export async function onlyDemoStaff(): Promise<boolean> {
  return (await Staff.exists({ name: { $nin: PEOPLE.map((person) => person.name) } })) === null;
}

/** Creates the demo accounts with random passwords, kept readable for the owner only beside the data. */
export async function ensureDemoStaff(dataDir: string, now: Date): Promise<void> {
  await completeAccounts();
  const known = await Staff.countDocuments({ name: { $in: PEOPLE.map((person) => person.name) } });
  if (known === PEOPLE.length && readDemoStaff(dataDir)) return;
  const people = PEOPLE.map((person) => ({ ...person, password: newPassword() }));
  for (const person of people) {
    if (await Staff.exists({ name: person.name })) await resetAccount(person.name, person.password);
    else await createAccount({ ...person, oneTime: false }, now);
  }
  await Staff.updateMany({ name: { $in: people.map((person) => person.name) } }, { $set: { oneTime: null } });
  writeFileSync(fileIn(dataDir), JSON.stringify(people, null, 2), { mode: 0o600 });
}
