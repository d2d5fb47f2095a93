/** Alert levels (预警级别), lowest first; colours as in GB/T 34283-2017. */
export const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
export type Level = (typeof LEVELS)[number];

const words: Record<Level, string> = { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' };

/** The Chinese word of a level, e.g. 橙色. */
export function levelName(level: Level): string {
  return words[level];
}

/** Order of a level: 0 for no level, 1 blue … 4 red. */
export function levelRank(level: Level | null): number {
  return level === null ? 0 : LEVELS.indexOf(level) + 1;
}
