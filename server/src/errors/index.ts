/**
 * Every error a person or a client may meet, by its registered code: HTTP status and a message for people.
 * Codes are part of the contract: never reuse or rename one.
 */
export const ERROR_CODES = {
  invalid_input: { status: 400, message: '提交的内容有误，请检查后再试' },
  malformed_json: { status: 400, message: '请求内容不是有效的 JSON' },
  invalid_cursor: { status: 400, message: '翻页位置无效，请从第一页开始' },
  unauthorized: { status: 401, message: '请先登录' },
  wrong_credentials: { status: 401, message: '账号或密码不对' },
  second_factor_required: { status: 401, message: '请输入动态验证码或恢复码' },
  wrong_code: { status: 401, message: '验证码不对或已用过' },
  login_code_invalid: { status: 401, message: '微信登录已失效，请重新进入小程序' },
  forbidden: { status: 403, message: '没有这项权限' },
  csrf_token_invalid: { status: 403, message: '页面已过期，请刷新后再试' },
  password_change_required: { status: 403, message: '请先设置新密码' },
  second_factor_setup_required: { status: 403, message: '请先设置动态验证码' },
  same_person: { status: 403, message: '写过或提交过这份内容的人不能审批，请由另一位同事审批' },
  not_found: { status: 404, message: '没有找到该页面' },
  notice_withdrawn: { status: 410, message: '这条通知已撤回' },
  notice_not_found: { status: 404, message: '没有找到这条通知，可能已被撤回' },
  item_not_found: { status: 404, message: '目录中没有该事项' },
  import_not_found: { status: 404, message: '没有找到这次上传，可能已过期，请重新上传' },
  change_not_found: { status: 404, message: '没有找到这份待审批的内容' },
  account_not_found: { status: 404, message: '没有这个账号' },
  file_not_found: { status: 404, message: '没有找到这个文件' },
  comment_not_found: { status: 404, message: '没有这条意见，可能已被删除' },
  campaign_not_found: { status: 404, message: '没有找到这次推送' },
  method_not_allowed: { status: 405, message: '不支持这种请求方式' },
  transition_not_allowed: { status: 409, message: '当前状态不能做这个操作' },
  duplicate_doc_no: { status: 409, message: '已有相同发文字号的通知' },
  conflict: { status: 409, message: '内容已被他人修改，请刷新后再试' },
  already_expired: { status: 409, message: '这条通知已过有效期，发布后不会推送；确实要发布请选择“已过期仍发布”' },
  schedule_missed: { status: 409, message: '错过定时发布已超过一天，没有发布；请核对后重新发布或定时' },
  review_required: { status: 409, message: '识别把握不高，请核对原文并确认后再提交' },
  payload_too_large: { status: 413, message: '内容太大' },
  unsupported_media_type: { status: 415, message: '不支持这种文件或内容格式' },
  range_not_satisfiable: { status: 416, message: '没有这一段内容' },
  not_a_gazette: { status: 422, message: '没有在文件中找到公文' },
  template_invalid: { status: 422, message: '推送内容不符合微信模板要求' },
  account_locked: { status: 423, message: '登录失败次数过多，请稍后再试' },
  too_many_requests: { status: 429, message: '操作太频繁，请稍后再试' },
  internal: { status: 500, message: '服务出了点问题，请稍后再试' },
  wechat_unavailable: { status: 502, message: '微信服务暂时不可用，请稍后再试' },
  unavailable: { status: 503, message: '服务暂时不可用，请稍后再试' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface FieldError {
  path: string;
  message: string;
}

/** The one error class of the application; answered as RFC 9457 problem details. */
export class AppError extends Error {
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  /** Seconds after which a retry makes sense, for 423, 429 and 503. */
  readonly retryAfter: number | undefined;

  /**
   * @param code registered code; gives the status and the message for people
   * @param options.detail more for people, in Chinese; never a secret or personal data
   * @param options.errors what is wrong with which field
   * @param options.cause the technical reason, for the log only
   */
  constructor(
    readonly code: ErrorCode,
    options: { detail?: string; errors?: FieldError[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(options.detail ?? ERROR_CODES[code].message, { cause: options.cause });
    this.name = 'AppError';
    this.status = ERROR_CODES[code].status;
    this.errors = options.errors;
    this.retryAfter = options.retryAfter;
  }
}
