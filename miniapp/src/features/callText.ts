import type { OwnCall } from '@shuozhi/shared/api';

const two = (value: number) => String(value).padStart(2, '0');

export const callText = {
  calledAt: (instant: string) => {
    const time = new Date(instant);
    return `${two(time.getHours())}:${two(time.getMinutes())} 叫应`;
  },
  left: (minutes: number, seconds: number) => `请确认，还剩 ${minutes} 分 ${two(seconds)} 秒`,
  overdue: '已过 3 分钟，值班人员会打电话给您；现在确认也算数',
  confirm: '我已收到',
  sending: '正在确认…',
  confirmed: '您已确认',
  answered: '已由其他责任人确认',
  read: '看预警全文',
};

/**
 * How long there is to answer a call, in words; null when the time is over.
 * @param now milliseconds since 1970
 */
export function remainingOf({ state, answerBy }: Pick<OwnCall, 'state' | 'answerBy'>, now: number): string | null {
  const left = Math.ceil((Date.parse(answerBy) - now) / 1_000);
  return state === 'waiting' && left > 0 ? callText.left(Math.floor(left / 60), left % 60) : null;
}
