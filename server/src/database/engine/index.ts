export { findRunningEngine } from './engineSocket';
export { borrowEngine, startEngine, type EngineOptions, type RunningEngine } from './startEngine';
