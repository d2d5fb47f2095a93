import { city } from './city';

/** Regions (地区) by their GB/T 2260 code; the first is the whole city. */
export const REGIONS = city.regions;

export type RegionCode = (typeof REGIONS)[number]['code'];
export const REGION_CODES = REGIONS.map((region) => region.code) as [RegionCode, ...RegionCode[]];
/** The code that means the whole city (全市). */
export const CITYWIDE: RegionCode = REGIONS[0].code;

const names = new Map<string, string>(REGIONS.map((region) => [region.code, region.name]));

/** The Chinese name of a region; the code itself when it is not one of the city's. */
export function regionName(code: string): string {
  return names.get(code) ?? code;
}
