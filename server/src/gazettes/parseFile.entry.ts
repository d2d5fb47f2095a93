/** The child process that reads one file and answers its documents (see parseFile). */
import { serveIsolated } from '../untrusted';
import { readSourceFile } from './decode/readSourceFile';
import type { ParseTask } from './parseFile';
import { parseGazette } from './parseGazette';

serveIsolated(async ({ bytes, profile }: ParseTask) => {
  const { text } = await readSourceFile(bytes);
  return parseGazette(text, profile);
});
