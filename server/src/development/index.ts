/** What a server has in development and tests only; production neither installs nor bundles it. */
export { loadDevtools, type Devtools, type EngineOptions, type RunningEngine } from './devtools';
