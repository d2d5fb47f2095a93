/** Quiet hours (免打扰时段) as minutes of the day in Asia/Shanghai; `from` later than `to` runs over midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
/** China keeps UTC+8 all year. */
const SHANGHAI_OFFSET_MINUTES = 8 * 60;

/** `22:00` as minutes of the day. */
export function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** Minutes of the day as `22:00`. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The end of the quiet hours when `at` lies in them, else null. Equal bounds mean no quiet hours. */
export function quietUntil(quiet: QuietHours | null, at: Date): Date | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const minute = Math.floor(at.getTime() / MINUTE_MS) + SHANGHAI_OFFSET_MINUTES;
  const ofDay = minute % DAY_MINUTES;
  const since = (ofDay - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  const length = (quiet.to - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  if (since >= length) return null;
  return new Date((minute - SHANGHAI_OFFSET_MINUTES + (length - since)) * MINUTE_MS);
}
