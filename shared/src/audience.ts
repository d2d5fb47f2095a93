import { CITYWIDE, REGION_CODES } from './regions';

/** A subscription key `topic:region`; residents keep one indexed array of them. */
export type AudienceKey = `${string}:${string}`;

/** The keys a resident holds for every topic in every region chosen. */
export function subscriptionKeys(topics: readonly string[], regions: readonly string[]): AudienceKey[] {
  return topics.flatMap((topic) => regions.map((region): AudienceKey => `${topic}:${region}`));
}

/**
 * The keys whose holders a notice concerns: a citywide notice (or one without a region) reaches the subscribers of
 * every district, a district's notice those of that district and those of the whole city.
 */
export function audienceKeys(topics: readonly string[], regions: readonly string[]): AudienceKey[] {
  const citywide = regions.length === 0 || regions.includes(CITYWIDE);
  const reached = citywide ? REGION_CODES : [CITYWIDE, ...regions];
  return subscriptionKeys([...new Set(topics)], [...new Set(reached)]);
}
