import type { Try } from '../../src/delivery/outcomes/decide';
import type { SendResult } from '../../src/wechat';

/** The first try of an ordinary message while all is well. */
export const FIRST_TRY: Try = {
  ...{ tries: 0, uncertain: false, afterUnknown: 'once' },
  ...{ longTerm: false, systemic: false, silent: false },
};

/** An answer of WeChat with this code. */
export const answered = (errcode: number, msgid: string | null = '1'): SendResult => ({
  ...{ status: 'answered', errcode, errmsg: '', msgid },
});
