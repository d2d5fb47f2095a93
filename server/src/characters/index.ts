export { plainRadicals } from './radicals';
export { simplified } from './simplified';
