import Taro from './taro';

interface Asked {
  url: string;
  method: string;
  data?: unknown;
}
/** A body, a Status, OFFLINE, or a function that makes one of these. */
type Reply = unknown;

/** An answer with a status other than 200. */
export class Status {
  constructor(
    readonly statusCode: number,
    readonly data: unknown = {},
  ) {}
}

/** No answer at all: the phone is offlineCache. */
export const OFFLINE = Symbol('offline');

/** What was asked of the server, in order, as `GET /notices?limit=20`. */
export const asked: string[] = [];

/**
 * Answers the app's requests: `GET /notices` → its body, a Status, OFFLINE, or a function that makes one of these.
 * The query is not part of the name. What is not named is a 404.
 */
export function serve(replies: Record<string, Reply>): void {
  asked.length = 0;
  (Taro.request as jest.Mock).mockImplementation((request: Asked) => {
    const path = request.url.replace('http://server.test/api/v1', '');
    asked.push(`${request.method} ${path}`);
    const prepared = replies[`${request.method} ${path.split('?')[0]}`];
    const reply: unknown = typeof prepared === 'function' ? (prepared as (one: Asked) => unknown)(request) : prepared;
    if (reply === OFFLINE) return Promise.reject(Object.assign(new Error(), { errMsg: 'request:fail' }));
    if (reply instanceof Status) return Promise.resolve(reply);
    if (reply === undefined) return Promise.resolve(new Status(404, { code: 'not_found', title: '不存在' }));
    return Promise.resolve({ statusCode: 200, data: reply });
  });
}
