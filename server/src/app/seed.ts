import type { Config } from '../config';
import { isDuplicateKey } from '../database';
import { seedItems } from '../items';
import { seedSamples } from '../notices';
import { ensureDemoStaff } from '../staff';

/** Data the program brings along: the item catalogue always; samples and demo accounts where they are wanted. */
export async function seed(config: Config, now: Date): Promise<void> {
  await seedItems(now);
  if (!config.demo) return;
  await seedSamples(now).catch((error: unknown) => {
    // Another process that starts now brings the same.
    if (!isDuplicateKey(error)) throw error;
  });
  await ensureDemoStaff(config.dataDir, now);
}
