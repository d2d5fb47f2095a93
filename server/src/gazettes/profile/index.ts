/** The profile of the city this installation serves, and the empty one. */
export { shuozhou as cityProfile } from './shuozhou';
export { UNKNOWN_CITY, type CityProfile } from './types';
