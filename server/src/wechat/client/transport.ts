import { Pool, type Dispatcher } from 'undici';

/** What came back: an answer, or nothing; then `sent` tells whether the request had been handed to an open connection. */
export type Reply =
  | { status: 'answered'; http: number; contentType: string; body: Buffer }
  | { status: 'no-answer'; reason: 'timeout' | 'connection'; sent: boolean };

export interface Timeouts {
  /** Milliseconds to open a connection. */
  connect: number;
  /** Milliseconds from the request to the answer's headers, and between two parts of its body. */
  answer: number;
}

export interface Transport {
  /** Sends one request; never throws. `path` is below the API's base and carries its query. */
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Reply>;
  /** Ends idle connections and waits for running calls. */
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 512;
const MAX_ANSWER_BYTES = 1024 * 1024;
const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

function isTimeout(error: Error): boolean {
  return TIMEOUT_CODES.has((error as NodeJS.ErrnoException).code ?? '');
}

/** Collects one answer. Undici calls `onRequestStart` right before it writes to an open connection. */
class Exchange implements Dispatcher.DispatchHandler {
  private sent = false;
  private http = 0;
  private contentType = '';
  private readonly parts: Buffer[] = [];

  constructor(private readonly done: (reply: Reply) => void) {}

  onRequestStart(): void {
    this.sent = true;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, http: number, headers: Record<string, unknown>): void {
    this.http = http;
    const type = headers['content-type'];
    this.contentType = typeof type === 'string' ? type : '';
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.parts.push(chunk);
  }

  onResponseEnd(): void {
    this.done({
      status: 'answered',
      http: this.http,
      contentType: this.contentType,
      body: this.parts.length === 1 && this.parts[0] ? this.parts[0] : Buffer.concat(this.parts),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.done({ status: 'no-answer', reason: isTimeout(error) ? 'timeout' : 'connection', sent: this.sent });
  }
}

/**
 * Keep-alive connections to one API. Requests are never pipelined, so a lost connection loses at most one answer.
 * @param base address of the API, may carry a path
 */
export function createTransport(base: string, timeouts: Timeouts): Transport {
  const { origin, pathname } = new URL(base);
  const prefix = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, {
    connections: MAX_CONNECTIONS,
    pipelining: 1,
    connect: { timeout: timeouts.connect },
    headersTimeout: timeouts.answer,
    bodyTimeout: timeouts.answer,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  return {
    call: (method, path, body) =>
      new Promise((resolve) => {
        pool.dispatch(
          {
            method,
            path: prefix + path,
            headers: body === undefined ? {} : { 'content-type': 'application/json' },
            body: body === undefined ? null : JSON.stringify(body),
          },
          new Exchange(resolve),
        );
      }),
    close: async () => {
      if (!pool.closed) await pool.close();
    },
  };
}
