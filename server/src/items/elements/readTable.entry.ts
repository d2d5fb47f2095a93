/** The child process that reads one table of items (see readTable). */
import { serveIsolated } from '../../untrusted';
import { readTableHere } from './readTable';

serveIsolated(readTableHere);
