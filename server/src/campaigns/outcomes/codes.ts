/** What stops until a person acts: one campaign, all of its kind, or all. */
export type HoldReach = 'campaign' | 'kind' | 'all';

/** What an answer of WeChat to a send means for the delivery, the credit, the campaign and the rate. */
export interface CodeRule {
  /**
   * What the answer proves of the delivery: accepted (`sent`); certainly not delivered and not to be sent again (`refused`: the
   * person, `failed`: the message), or to be tried again (`retry`); not delivered for a reason that concerns everybody (`retry-later`: it
   * does not count). What is not WeChat's answer proves nothing (unknown), see decide.ts.
   */
  outcome: 'sent' | 'refused' | 'failed' | 'retry' | 'retry-later';
  /** The credit that was reserved: spent, given back, or proof that there is none at all. */
  credit: 'spent' | 'back' | 'none-left';
  /** What else stops. `campaign`: this campaign; `kind`: all with this template; `all`: everything. A person must act. */
  hold?: HoldReach;
  /** How the rate limiter reacts: slow down after a busy answer, wait for the next minute, or for the reset of the day. */
  signal?: 'busy' | 'minute' | 'day';
  openidInvalid?: true;
  /** What staff read. */
  meaning: string;
}

/**
 * Codes of POST /cgi-bin/message/subscribe/send
 * (M/server/API/mp-message-management/subscribe-message/api_sendmessage.html and the global code list).
 */
export const CODE_RULES: Readonly<Record<number, CodeRule>> = {
  0: { outcome: 'sent', credit: 'spent', meaning: '微信已接收' },
  [-1]: { outcome: 'retry', credit: 'back', signal: 'busy', meaning: '微信系统繁忙' },
  // The client has already renewed the token and repeated the send once.
  40001: { outcome: 'retry-later', credit: 'back', signal: 'busy', meaning: 'access_token 无效' },
  40014: { outcome: 'retry-later', credit: 'back', signal: 'busy', meaning: 'access_token 无效' },
  42001: { outcome: 'retry-later', credit: 'back', signal: 'busy', meaning: 'access_token 已过期' },
  40003: { outcome: 'failed', credit: 'back', openidInvalid: true, meaning: '用户标识无效' },
  40037: { outcome: 'failed', credit: 'back', hold: 'kind', meaning: '模板编号无效' },
  41030: { outcome: 'failed', credit: 'back', hold: 'campaign', meaning: '页面不在已发布的小程序中' },
  43101: { outcome: 'refused', credit: 'none-left', meaning: '用户拒收或次数已用完' },
  43107: { outcome: 'failed', credit: 'back', hold: 'all', meaning: '订阅消息能力被封禁' },
  43108: { outcome: 'retry', credit: 'back', meaning: '同一用户有并发请求' },
  45168: { outcome: 'failed', credit: 'back', hold: 'campaign', meaning: '内容含敏感词，请修改后重发' },
  47003: { outcome: 'failed', credit: 'back', hold: 'campaign', meaning: '模板字段不符合要求' },
  45009: { outcome: 'retry-later', credit: 'back', signal: 'day', meaning: '今日发送额度用完' },
  45011: { outcome: 'retry-later', credit: 'back', signal: 'minute', meaning: '发送过快' },
  44991: { outcome: 'retry-later', credit: 'back', signal: 'minute', meaning: '超过每分钟上限' },
};

/**
 * A code that WeChat does not document: nothing was delivered, but sending again may help as little as it may harm. A run of them holds
 * the campaign, see unknownCodeStreak.ts.
 */
const OTHER_CODE: CodeRule = { outcome: 'failed', credit: 'back', meaning: '微信返回了未知的错误码' };

/** Stands in `code` for a send without an answer. */
export const NO_ANSWER = -2;

/** Whether the table knows a code; `NO_ANSWER` is none of WeChat's and known. */
export const isKnownCode = (code: number): boolean => code === NO_ANSWER || code in CODE_RULES;

/** The rule for a code. */
export const ruleFor = (code: number): CodeRule => CODE_RULES[code] ?? OTHER_CODE;
