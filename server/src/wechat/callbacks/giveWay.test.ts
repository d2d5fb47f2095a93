import { createGiveWay } from './giveWay';

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

it.each([
  ['waits in a busy process', 0.95, true],
  ['goes on in one with time to spare', 0.5, false],
])('%s', async (_what, share, waits) => {
  const giveWay = createGiveWay(() => share);
  await giveWay();
  const waited = await timeOf(async () => {
    for (let n = 0; n < 5; n++) await giveWay();
  });
  expect(waited >= 90).toBe(waits);
});

it('measures the process itself, over a moment and not at each call', async () => {
  let asked = 0;
  const giveWay = createGiveWay(() => {
    asked += 1;
    return 0;
  });
  for (let n = 0; n < 100; n++) await giveWay();
  expect(asked).toBeLessThan(20);
  expect(asked).toBeGreaterThan(0);
});
