import type { Config } from '../config';
import { seedItems } from '../items';
import { seedSamples } from '../notices';
import { ensureDemoStaff } from '../staff';

/** Data the program brings along: the item catalogue always; samples and demo accounts never in production. */
export async function seed(config: Config, now: Date): Promise<void> {
  await seedItems(now);
  if (config.production) return;
  await seedSamples(now);
  await ensureDemoStaff(config.dataDir, now);
}
