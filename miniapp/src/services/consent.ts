import Taro from '@tarojs/taro';
import type { Credit } from '@shuozhi/shared/api';
import { ApiError } from './ApiError';
import { demoConsent } from './demo';

/** WeChat's older base libraries take three templates a call. */
const MOST = 3;

/**
 * The templates to ask consent for in one call: those with the fewest credits left first. One-time and long-term
 * templates cannot be asked together (WeChat errCode 20002), and an accepted long-term one needs no further asking.
 */
export function templatesToAsk(credits: readonly Credit[]): string[] {
  const askLongTerm = credits.some((credit) => credit.longTerm && credit.remaining <= 0);
  return credits
    .filter((credit) => credit.longTerm === askLongTerm && (!credit.longTerm || credit.remaining <= 0))
    .sort((a, b) => a.remaining - b.remaining)
    .slice(0, MOST)
    .map((credit) => credit.templateId);
}

const reasons: Record<number, string> = {
  20004: '您在微信里关闭了订阅消息。请点右上角“…” → 设置 → 订阅消息，打开后再试',
  20005: '订阅消息暂时无法使用，请稍后再试',
  10002: '网络不通，没有打开订阅窗口，请重试',
  10003: '网络不通，没有打开订阅窗口，请重试',
};

/** WeChat's failure in words that say what to do. */
function consentError(failure: { errCode?: number; errMsg?: string }): ApiError {
  const message = reasons[failure.errCode ?? 0] ?? '没有打开订阅窗口，请再点一次';
  return new ApiError(`consent_${failure.errCode ?? 'failed'}`, message);
}

/**
 * Opens WeChat's subscribe dialog. Must be the first call of a tap handler, before any `await`: WeChat refuses it
 * otherwise. Answers template id → accept, reject, ban …; throws ApiError when the dialog could not open.
 */
export function askConsent(templateIds: string[]): Promise<Record<string, string>> {
  return process.env.TARO_ENV === 'weapp' ? askWeChat(templateIds) : demoConsent(templateIds);
}

function askWeChat(templateIds: string[]): Promise<Record<string, string>> {
  return Taro.requestSubscribeMessage({ tmplIds: templateIds, entityIds: [] }).then(
    (result) => {
      const answers = result as unknown as Record<string, string | undefined>;
      return Object.fromEntries(templateIds.map((id) => [id, answers[id] ?? 'reject']));
    },
    (failure: { errCode?: number; errMsg?: string }) => {
      throw consentError(failure);
    },
  );
}

/** Whether the resident accepted at least one of the templates asked. */
export function accepted(results: Record<string, string>): boolean {
  return Object.values(results).some((result) => /^accept/.test(result));
}

/** A name for one tap, so that a repeated report of the same consent counts once. */
export function pressableId(): string {
  const random = () => Math.random().toString(36).slice(2, 10);
  return `${Date.now().toString(36)}-${random()}${random()}`;
}
