export { createSimulator, type Simulator, type SimulatorOptions } from './createSimulator';
