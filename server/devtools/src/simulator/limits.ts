import type { SimulatorClock } from './clock';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** WeChat's day begins at midnight in China. */
const CHINA_MS = 8 * 60 * MINUTE_MS;

/** Counts the sends of a day and of a minute against WeChat's limits. */
export class SendLimits {
  daily = 10_000_000;
  /** Null: WeChat publishes no rate. */
  perMinute: number | null = null;
  private day = 0;
  private usedToday = 0;
  private minute = 0;
  private usedInMinute = 0;

  constructor(private readonly clock: SimulatorClock) {}

  private roll(): void {
    const day = Math.floor((this.clock.now() + CHINA_MS) / DAY_MS);
    const minute = Math.floor(this.clock.now() / MINUTE_MS);
    if (day !== this.day) [this.day, this.usedToday] = [day, 0];
    if (minute !== this.minute) [this.minute, this.usedInMinute] = [minute, 0];
  }

  /** Counts one call: 0, or the code of the limit it runs into. */
  count(): 0 | 45009 | 45011 {
    this.roll();
    if (this.usedToday >= this.daily) return 45009;
    if (this.perMinute !== null && this.usedInMinute >= this.perMinute) return 45011;
    this.usedToday += 1;
    this.usedInMinute += 1;
    return 0;
  }

  usage(): { daily: number; used: number; perMinute: number | null } {
    this.roll();
    return { daily: this.daily, used: this.usedToday, perMinute: this.perMinute };
  }

  reset(): void {
    this.usedToday = 0;
    this.usedInMinute = 0;
  }
}
