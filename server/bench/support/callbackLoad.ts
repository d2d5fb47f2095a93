import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { callbackRequest, type CallbackTarget } from '../../devtools/src/simulator/sendEvent';

/** A wave of callbacks as WeChat would send them: independent of how fast they are answered. */
export interface Wave {
  target: CallbackTarget;
  templateId: string;
  /** Callbacks a second, arriving at random (Poisson). */
  rate: number;
  count: number;
  /** Seconds since 1970; tells the events of this wave from those of others. */
  createTime: number;
}

/** Milliseconds from the moment a callback was due, not from when it could be sent. */
export interface WaveResult {
  seconds: number;
  p50: number;
  p99: number;
  max: number;
  /** Share of all callbacks answered after 50 ms. */
  late: number;
  /** How many were answered how: `success`, or a status. */
  answers: Record<string, number>;
}

const CONNECTIONS = 256;
export const REPEAT_EVERY = 10;

/** Every tenth repeats the event before it, as WeChat does when it missed the answer. */
function requestsOf({ target, templateId, count, createTime }: Wave): { path: string; body: string; type: string }[] {
  return Array.from({ length: count }, (_, n) => {
    const resident = n % REPEAT_EVERY === REPEAT_EVERY - 1 ? n - 1 : n;
    const { url, body, contentType } = callbackRequest(
      target,
      {
        openid: `bench-${resident}`,
        event: 'subscribe_msg_popup_event',
        items: [{ TemplateId: templateId, SubscribeStatusString: 'accept', PopupScene: '0' }],
        createTime,
      },
      { mode: 'safe', format: 'json' },
    );
    const { pathname, search } = new URL(url);
    return { path: pathname + search, body, type: contentType };
  });
}

async function run(wave: Wave): Promise<WaveResult> {
  const requests = requestsOf(wave);
  const pool = new Pool(new URL(wave.target.url).origin, { connections: CONNECTIONS, pipelining: 1 });
  // Connections stand before the clock runs: WeChat's do, and connecting is not what is measured.
  const greet = () => pool.request({ method: 'GET', path: '/healthz' }).then(({ body }) => body.dump());
  await Promise.all(Array.from({ length: CONNECTIONS }, greet));

  const times: number[] = [];
  const answers: Record<string, number> = {};
  const began = performance.now();
  async function send({ path, body, type }: (typeof requests)[number], due: number): Promise<void> {
    const { statusCode, body: answer } = await pool.request({
      method: 'POST',
      path,
      body,
      headers: { 'content-type': type },
    });
    const text = await answer.text();
    times.push(performance.now() - due);
    const said = statusCode === 200 ? text : String(statusCode);
    answers[said] = (answers[said] ?? 0) + 1;
  }
  const sent: Promise<void>[] = [];
  let due = began;
  for (const request of requests) {
    due += (-Math.log(1 - Math.random()) / wave.rate) * 1000;
    while (due > performance.now()) await pause(Math.max(1, Math.floor(due - performance.now())));
    sent.push(send(request, due));
  }
  await Promise.all(sent);
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const late = times.filter((ms) => ms > 50).length / times.length;
  return { seconds, p50: at(0.5), p99: at(0.99), max: at(1), late, answers };
}

// A process of its own: sending must not take the server's turn, nor wait for it.
process.on('message', (wave: Wave) => {
  void run(wave).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
