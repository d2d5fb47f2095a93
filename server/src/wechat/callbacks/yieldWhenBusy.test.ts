import { createYieldWhenBusy } from './yieldWhenBusy';

it.each([
  ['waits in a busy process', 0.95, 100],
  ['goes on in one with time to spare', 0.5, 0],
])('%s', async (_what, share, expected) => {
  let waited = 0;
  const yieldWhenBusy = createYieldWhenBusy(
    () => share,
    (ms) => {
      waited += ms;
      return Promise.resolve();
    },
  );
  for (let n = 0; n < 5; n++) await yieldWhenBusy();
  expect(waited).toBe(expected);
});

it('measures the process itself, over a moment and not at each call', async () => {
  let asked = 0;
  const yieldWhenBusy = createYieldWhenBusy(() => {
    asked += 1;
    return 0;
  });
  for (let n = 0; n < 100; n++) await yieldWhenBusy();
  expect(asked).toBeLessThan(20);
  expect(asked).toBeGreaterThan(0);
});
