/** The child process that reads one file and answers its documents (see parseFile). */
import { serveIsolated } from '../untrusted';
import { readSourceFile } from './decode/readSourceFile';
import type { ParseTask } from './parseFile';
import { parseGazette } from './parseGazette';
import { withSourceDoubts } from './withSourceDoubts';

serveIsolated(async ({ bytes, profile }: ParseTask) => {
  const { text, doubts } = await readSourceFile(bytes);
  return withSourceDoubts(parseGazette(text, profile), doubts);
});
