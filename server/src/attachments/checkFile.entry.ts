/** The child process that checks one uploaded file (see checkFile). */
import { serveIsolated } from '../untrusted';
import { checkFileHere } from './checkFile';

serveIsolated(checkFileHere);
