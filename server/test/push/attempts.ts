import type { Attempt } from '../../src/campaigns/outcomes/decide';
import type { SendResult } from '../../src/wechat';

/** The first attempt at an ordinary message while all is well. */
export const FIRST_ATTEMPT: Attempt = {
  failures: 0,
  triedMs: 0,
  uncertain: false,
  afterUnknown: 'once',
  longTerm: false,
  isProviderDown: false,
  isProviderSilent: false,
};

/** An answer of WeChat with this code. */
export const answered = (errcode: number, msgid: string | null = '1'): SendResult => ({
  status: 'answered',
  errcode,
  errmsg: '',
  msgid,
});
