import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from './clock';

/** A demo resident (演示居民) with a phone on the page /simulator. */
export interface DemoResident {
  id: string;
  name: string;
  about: string;
  openid: string;
}

export const DEMO_RESIDENTS: readonly DemoResident[] = [
  { id: 'zhang', name: '张奶奶', about: '住朔城区，手机用大字', openid: 'oDemo_zhang'.padEnd(28, '0') },
  { id: 'li', name: '李师傅', about: '住平鲁区，跑运输', openid: 'oDemo_li'.padEnd(28, '0') },
  { id: 'wang', name: '王老师', about: '在怀仁市教书', openid: 'oDemo_wang'.padEnd(28, '0') },
];

const BENCH = /^bench-(\d{1,7})$/;
const CODE_LIFETIME_MS = 5 * 60_000;
const LOGINS_PER_MINUTE = 100;

/** The number of a bench resident `bench-17`, made without registering; null for anybody else. */
export function benchNumber(openid: string): number | null {
  const match = BENCH.exec(openid);
  return match ? Number(match[1]) : null;
}

/** Who has WeChat here, and their login codes. */
export class People {
  private readonly openids = new Set(DEMO_RESIDENTS.map((resident) => resident.openid));
  private readonly codes = new Map<string, { openid: string; expires: number; used: boolean }>();
  private readonly logins = new Map<string, number[]>();

  constructor(private readonly clock: SimulatorClock) {}

  has(openid: string): boolean {
    return this.openids.has(openid) || benchNumber(openid) !== null;
  }

  register(openid: string): void {
    this.openids.add(openid);
  }

  /** A code as wx.login gives: five minutes, single use. */
  loginCode(openid: string): string {
    const code = `0${randomBytes(15).toString('hex')}`;
    this.codes.set(code, { openid, expires: this.clock.now() + CODE_LIFETIME_MS, used: false });
    return code;
  }

  /** Uses up a code: its openid, or WeChat's error code. */
  redeem(code: string): { openid: string } | { errcode: 40029 | 40163 | 45011 } {
    const found = this.codes.get(code);
    const now = this.clock.now();
    if (!found || found.expires <= now) return { errcode: 40029 };
    if (found.used) return { errcode: 40163 };
    const recent = (this.logins.get(found.openid) ?? []).filter((at) => now - at < 60_000);
    if (recent.length >= LOGINS_PER_MINUTE) return { errcode: 45011 };
    this.logins.set(found.openid, [...recent, now]);
    found.used = true;
    return { openid: found.openid };
  }
}
