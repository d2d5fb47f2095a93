export { borrowEngine, startEngine } from './startEngine';
