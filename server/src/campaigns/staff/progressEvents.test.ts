import type { CampaignDetail } from '@shuozhi/shared/api';
import { progressEvents } from './progressEvents';

/** A report of which only what the stream looks at is there. */
const report = (sent: number, status = 'sending') =>
  ({ status, states: { sent }, expectedFinishAt: `${Math.random()}` }) as unknown as CampaignDetail;

/** What the stream says while the numbers are these, one look after the other. */
async function saidOf(looks: CampaignDetail[], lastId = ''): Promise<string[]> {
  const left = [...looks];
  const gone = new AbortController();
  const said: string[] = [];
  const look = () => {
    const next = left.shift();
    if (left.length === 0) gone.abort();
    return Promise.resolve(next ?? report(0));
  };
  for await (const text of progressEvents(look, { lastId, signal: gone.signal, lookMs: 1 })) said.push(text);
  return said.slice(1);
}

test('what has not changed is not said again; the estimate alone is no change', async () => {
  const said = await saidOf([report(1), report(1), report(2)]);
  expect(said.map((text) => /"sent":(\d)/.exec(text)?.[1])).toEqual(['1', '2']);
});

test('who has seen the present numbers hears of the next', async () => {
  const [first = ''] = await saidOf([report(1)]);
  const [, id = ''] = /id: (\w+)/.exec(first) ?? [];
  const said = await saidOf([report(1), report(2)], id);
  expect(said.map((text) => /"sent":(\d)/.exec(text)?.[1])).toEqual(['2']);
});

test('the end comes with the last numbers, and nothing after it', async () => {
  const said = await saidOf([report(1), report(2, 'done'), report(3)]);
  expect(said).toHaveLength(2);
  expect(said[1]).toMatch(/^event: end\n.*\n.*"sent":2/);
});

test('silence is broken by a comment, so that no proxy ends the connection', async () => {
  const said = await saidOf(Array.from({ length: 40 }, () => report(1)));
  expect(said.map((text) => text.split('\n')[0])).toEqual(['event: progress', ': heartbeat', ': heartbeat']);
});
