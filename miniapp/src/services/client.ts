import { ApiError, errorOfAnswer, errorOfFailure } from './ApiError';

export type QueryParams = Record<string, string | number | undefined>;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Sent {
  url: string;
  method: Method;
  data?: unknown;
  header: Record<string, string>;
  /** Milliseconds until the request counts as lost. */
  timeout: number;
}

export interface Answer {
  statusCode: number;
  data: unknown;
  /** By their names, which phones spell in capitals or not. */
  header?: Record<string, string>;
}

/** Who the resident is. `renew` signs in again and answers the new token, or throws `ApiError('signed_out')`. */
export interface Session {
  token(): string | null;
  /** Takes the token that the server gave in place of `former`. */
  replace(former: string, token: string): void;
  renew(): Promise<string>;
}

export interface ClientParts {
  /** Scheme and host before every path; empty for the same origin. */
  origin: string;
  /** Rejects with `{errMsg}` when no answer came; any HTTP status resolves. */
  send(request: Sent): Promise<Answer>;
  session: Session;
  wait(milliseconds: number): Promise<void>;
}

export interface RequestOptions {
  method?: Method;
  query?: QueryParams;
  data?: unknown;
  /** Send the resident's token; sign in first when there is none. */
  personal?: boolean;
}

const TIMEOUT_MS = 10_000;
/** Pauses before the second and third try of a read. */
const BACK_OFF_MS = [400, 1_200];

const worthRepeating = (status: number) => status >= 500 || status === 429;

/** The server gives a new token in this header while the old one is still good. */
const RENEWED = 'x-renewed-token';

const renewedToken = ({ header = {} }: Answer): string | undefined =>
  Object.entries(header).find(([name]) => name.toLowerCase() === RENEWED)?.[1];

/** `/notices` and `{topic: 'fire', cursor: undefined}` as `/notices?topic=fire`; the same query gives the same text. */
export function pathOf(path: string, query: QueryParams = {}): string {
  const pairs = Object.keys(query)
    .sort()
    .flatMap((name) => {
      const value = query[name];
      return value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`];
    });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/**
 * The one way to the server: time-outs, reads tried up to three times with a growing pause, readable errors, and one
 * new sign-in when the token has run out. Writes are never repeated by themselves.
 */
export function createClient({ origin, send, session, wait }: ClientParts) {
  async function once(request: Sent): Promise<Answer> {
    try {
      return await send(request);
    } catch (thrown) {
      const { errMsg, message } = (thrown ?? {}) as { errMsg?: string; message?: string };
      throw errorOfFailure(errMsg ?? message ?? '');
    }
  }

  async function patiently(request: Sent): Promise<Answer> {
    const pauses = request.method === 'GET' ? BACK_OFF_MS : [];
    for (const pause of pauses) {
      try {
        const answer = await once(request);
        if (!worthRepeating(answer.statusCode)) return answer;
      } catch (thrown) {
        // A lost answer took the whole time-out already: asking again would keep the reader waiting for half a minute.
        if (thrown instanceof ApiError && thrown.code === 'timeout') throw thrown;
      }
      await wait(pause * (0.75 + Math.random() / 2));
    }
    return once(request);
  }

  /** Answers the decoded body. Throws ApiError. */
  return async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    const { method = 'GET', query, data, personal = false } = options;
    const attempt = async (token: string | null) => {
      const given = await patiently({
        url: origin + pathOf(path, query),
        method,
        data,
        timeout: TIMEOUT_MS,
        header: {
          ...(data === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
      });
      const renewed = renewedToken(given);
      if (token !== null && renewed) session.replace(token, renewed);
      return given;
    };

    let answer = await attempt(personal ? (session.token() ?? (await session.renew())) : null);
    if (answer.statusCode === 401 && personal) answer = await attempt(await session.renew());
    if (answer.statusCode >= 200 && answer.statusCode < 300) return decoded(answer.data) as T;
    throw errorOfAnswer(answer.statusCode, decoded(answer.data));
  };
}

/** Bodies arrive as text in browsers, and in WeChat under `application/problem+json`. */
function decoded(body: unknown): unknown {
  if (typeof body !== 'string' || body === '') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
