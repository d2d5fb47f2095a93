/** What went wrong, for the code (`code`) and for people (`message`, plain Chinese that says what to do). */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status; 0 when no answer came. */
    readonly status = 0,
    readonly requestId: string | null = null,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** No answer came: the phone may be offline, so a stored copy is better than nothing. */
  get unreachable(): boolean {
    return this.code === 'offline' || this.code === 'timeout' || this.status >= 500;
  }
}

const sentences: Record<number, string> = {
  400: '请求有误，请返回重试',
  401: '请先登录',
  403: '没有权限查看',
  404: '内容不存在或已撤回',
  409: '内容已变化，请刷新后重试',
  413: '内容过长',
  429: '操作太频繁，请稍后再试',
};

interface ProblemBody {
  code?: unknown;
  title?: unknown;
  detail?: unknown;
  requestId?: unknown;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The error of an answered request: the server's own words (problem+json) when it gave some, else ours for `status`. */
export function errorOfAnswer(status: number, body: unknown): ApiError {
  const problem: ProblemBody = typeof body === 'object' && body !== null ? body : {};
  const ours = sentences[status] ?? (status >= 500 ? '服务暂时不可用，请稍后再试' : '请求失败，请稍后再试');
  const message = status >= 500 ? ours : (text(problem.detail) ?? text(problem.title) ?? ours);
  return new ApiError(text(problem.code) ?? `http_${status}`, message, status, text(problem.requestId));
}

/** The error of a request that got no answer. `errMsg` is WeChat's or the browser's text. */
export function errorOfFailure(errMsg: string): ApiError {
  return /time-?d? ?out|abort/i.test(errMsg)
    ? new ApiError('timeout', '网络太慢，没有等到回应，请重试')
    : new ApiError('offline', '网络不通，请检查网络后重试');
}

/** Any thrown value as an ApiError, so that pages show one kind. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError('unexpected', '出错了，请返回重试');
}
