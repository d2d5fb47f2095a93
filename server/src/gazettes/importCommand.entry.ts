/** `npm run import -- FILE… [--json] [--publish]`; the database is opened only when something is to be stored. */
import { loadConfig } from '../config';
import { withDatabase } from '../database';
import { isStartupError } from '../runtime';
import { runImport } from './importCommand';
import { storeImport } from './storeImport';

const output = {
  out: (line: string): void => void process.stdout.write(`${line}\n`),
  error: (line: string): void => void process.stderr.write(`${line}\n`),
};

runImport(
  process.argv.slice(2),
  (documents, publish) => withDatabase(loadConfig(process.env), () => storeImport(documents, publish, new Date())),
  output,
).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    output.error(
      isStartupError(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    process.exitCode = 1;
  },
);
