/** `npm run items -- FILE [--dry-run]`: elements of items from a CSV or XLSX table. */
import { loadConfig } from '../../config';
import { withDatabase } from '../../database';
import { isStartupError } from '../../runtime';
import { seedItems } from '../seedItems';
import { runElementsCommand } from './elementsCommand';

const output = {
  out: (line: string): void => void process.stdout.write(`${line}\n`),
  error: (line: string): void => void process.stderr.write(`${line}\n`),
};

withDatabase(loadConfig(process.env), async () => {
  const now = new Date();
  await seedItems(now);
  return runElementsCommand(process.argv.slice(2), output, now);
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    output.error(isStartupError(error) ? error.message : String((error as Error).stack ?? error));
    process.exitCode = 1;
  },
);
