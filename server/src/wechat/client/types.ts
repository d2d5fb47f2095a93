/** The body of a subscribe message (订阅消息); values must already obey WeChat's rules per field type. */
export interface SubscribeMessage {
  touser: string;
  templateId: string;
  /** Page of the mini-program with its query, without a leading slash. */
  page: string;
  data: Record<string, { value: string }>;
}

/**
 * The outcome of one send. `answered`: WeChat's own code. `no-answer`: `sent: false` proves that
 * nothing reached WeChat (no connection, or a gateway turned the request away with 3xx or 4xx); `sent: true` leaves the outcome
 * unknown (no answer, a gateway's 5xx, a page that is not WeChat's).
 */
export type SendResult =
  | { status: 'answered'; errcode: number; errmsg: string; msgid: string | null }
  | { status: 'no-answer'; reason: 'timeout' | 'connection' | 'gateway' | 'no-token'; sent: boolean };

/** What WeChat says is left of an API's calls. */
export interface Quota {
  daily: { limit: number; used: number; remain: number };
  /** Calls allowed in a window, when WeChat limits them. */
  rate: { calls: number; seconds: number } | null;
}

/** What a mini-program code (小程序码) opens. */
export interface CodeRequest {
  /** At most 32 characters of WeChat's set. */
  scene: string;
  /** Page without a leading slash and without a query. */
  page: string;
  /** Pixels, 280–1280. */
  width: number;
}

/** The part of the configuration the client needs. */
export interface WechatAccount {
  apiBase: string;
  appId: string;
  secret: string;
  state: 'developer' | 'trial' | 'formal';
}

/** Whether WeChat gives us a token: else the code by which it refuses, or null without an answer. */
export type WechatHealth = { ok: true } | { ok: false; errcode: number | null };

export interface WechatClient {
  /**
   * Exchanges a login code for the openid; the session key is thrown away.
   * @throws AppError login_code_invalid, too_many_requests, forbidden or wechat_unavailable
   */
  codeToSession(code: string): Promise<{ openid: string }>;
  /** Sends one message; never throws. An invalid access token is renewed and the send repeated once. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<SendResult>;
  /** What is left of the calls to `cgiPath`, e.g. `/cgi-bin/message/subscribe/send`; null when WeChat does not say. */
  quota(cgiPath: string): Promise<Quota | null>;
  /** A mini-program code as an image. @throws AppError invalid_input, too_many_requests or wechat_unavailable */
  miniProgramCode(request: CodeRequest): Promise<{ image: Buffer; contentType: string }>;
  /** Asks WeChat for the token anew, which changes nothing: whether it knows us, refuses us by a code, or does not answer. */
  check(): Promise<WechatHealth>;
  /** Fetches the token and opens a connection before the first send; true when that worked. */
  warm(): Promise<boolean>;
  close(): Promise<void>;
}
