/** Files from outside are read in a child process with hard limits; zips are unpacked with limits of their own. */
export { runIsolated, type IsolationLimits } from './runIsolated';
export { serveIsolated } from './serveIsolated';
export { readZip, type ZipParts } from './readZip';
