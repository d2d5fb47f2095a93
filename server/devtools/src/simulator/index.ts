export { createSimulator, type SimulatorOptions } from './createSimulator';
