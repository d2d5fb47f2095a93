import Taro from '@tarojs/taro';
import type { Answer, Sent } from './client';
import { takePrefetched } from './prefetched';

/** Taro's own request for browsers brings 15 KB (gzip) of polyfills that no browser we support needs. */
async function sendByBrowser({ url, method, data, header, timeout }: Sent): Promise<Answer> {
  const prefetched = method === 'GET' && header.Authorization === undefined ? takePrefetched(url) : null;
  if (prefetched) {
    const lost = wait(timeout).then(() => Promise.reject(new Error('timeout')));
    // A prefetched read that failed is asked for anew.
    const answer = await Promise.race([prefetched.catch(() => null), lost]);
    if (answer) return answer;
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  try {
    const body = data === undefined ? undefined : JSON.stringify(data);
    const response = await fetch(url, { method, headers: header, body, signal: stop.signal });
    return { statusCode: response.status, data: await response.text(), header: Object.fromEntries(response.headers) };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends one request; rejects when no answer came. */
export const send: (request: Sent) => Promise<Answer> =
  process.env.TARO_ENV === 'weapp' ? (request) => Taro.request({ ...request, dataType: 'json' }) : sendByBrowser;

/** Resolves after so many milliseconds. */
export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
