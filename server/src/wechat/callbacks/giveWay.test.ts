import { createGiveWay } from './giveWay';

it.each([
  ['waits in a busy process', 0.95, 100],
  ['goes on in one with time to spare', 0.5, 0],
])('%s', async (_what, share, expected) => {
  let waited = 0;
  const giveWay = createGiveWay(
    () => share,
    (ms) => {
      waited += ms;
      return Promise.resolve();
    },
  );
  for (let n = 0; n < 5; n++) await giveWay();
  expect(waited).toBe(expected);
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
