const SHANGHAI = 'Asia/Shanghai';

const minute = new Intl.DateTimeFormat('zh-CN', {
  timeZone: SHANGHAI,
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const whole = new Intl.DateTimeFormat('zh-CN', {
  timeZone: SHANGHAI,
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** An instant on the clock of Asia/Shanghai, without its year: `11/30 14:05`. */
export const shortTime = (instant: string) => minute.format(new Date(instant));

/** An instant on the clock of Asia/Shanghai: `2026年11月30日 14:05`. */
export const fullTime = (instant: string) => whole.format(new Date(instant));

/** How long from now, in words: `还有 3 小时 20 分`; in the past `已过`. */
export function timeLeft(until: string, now: number): string {
  const minutes = Math.floor((new Date(until).getTime() - now) / 60_000);
  if (minutes < 0) return '已过';
  if (minutes < 60) return `还有 ${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `还有 ${hours} 小时 ${minutes % 60} 分` : `还有 ${Math.floor(hours / 24)} 天`;
}
