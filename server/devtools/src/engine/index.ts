export { findRunningEngine } from './engineSocket';
export { borrowEngine, startEngine } from './startEngine';
