import type { Devtools } from '../../src/development';
import { borrowEngine, startEngine } from './engine';
import { createSimulator } from './simulator';

/** What the server loads at run time in development and tests. */
export const devtools: Devtools = { borrowEngine, startEngine, createSimulator };
