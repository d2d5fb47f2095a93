import type { Activity } from './activity';
import { httpRequest } from './httpRequest';

/** What `wx.request` takes, as far as the program uses it. */
export interface RequestOptions {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  success?(answer: unknown): void;
  fail?(failure: { errMsg: string }): void;
  complete?(result: unknown): void;
}

/** A request as the program made it. */
export interface SentRequest {
  method: string;
  path: string;
}

/**
 * `wx.request` over real HTTP: any status arrives in `success`, only a missing answer in `fail`. The build carries the
 * origin it was made for; here every request goes to `origin`, or nowhere while `online` is false.
 */
export class Network {
  online = true;
  readonly sent: SentRequest[] = [];

  constructor(
    private readonly origin: string,
    private readonly activity: Activity,
  ) {}

  readonly request = (options: RequestOptions) => {
    const { method = 'GET', success, fail, complete } = options;
    const url = this.target(options.url, method, options.data);
    this.sent.push({ method, path: url.pathname + url.search });
    const work = this.fetch(url, method, options).then(
      (answer) => {
        success?.(answer);
        complete?.(answer);
      },
      (error: Error) => {
        const failure = { errMsg: `request:fail ${error.message}` };
        fail?.(failure);
        complete?.(failure);
      },
    );
    void this.activity.track(work);
    return { abort() {}, onHeadersReceived() {}, offHeadersReceived() {} };
  };

  private target(text: string, method: string, data: unknown): URL {
    const built = new URL(text);
    const url = new URL(built.pathname + built.search, this.origin);
    if (method !== 'GET' || data === null || typeof data !== 'object') return url;
    for (const [name, value] of Object.entries(data)) url.searchParams.set(name, String(value));
    return url;
  }

  private async fetch(url: URL, method: string, { header, data }: RequestOptions) {
    if (!this.online) throw new Error('network is down');
    const body = method === 'GET' || data === undefined ? undefined : JSON.stringify(data);
    const { status, headers, text } = await httpRequest(url, { method, headers: header, body });
    return { statusCode: status, data: parsed(text), header: headers, errMsg: 'request:ok' };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
