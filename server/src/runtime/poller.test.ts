import { Poller } from './poller';

const NEVER_MS = 60_000;

/** A promise and what settles it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

const silent = { error: () => undefined };
const running: Poller[] = [];
function start(
  options: Partial<ConstructorParameters<typeof Poller>[0]> & { work: () => Promise<boolean | void> },
): Poller {
  const poller = new Poller({ action: 'test.turn', pauseMs: NEVER_MS, logger: silent, ...options });
  running.push(poller);
  return poller;
}
afterEach(() => Promise.all(running.splice(0).map((poller) => poller.stop())));

test('goes on at once while there is more, then pauses', async () => {
  const done = gate();
  let turns = 0;
  start({
    work: async () => {
      turns += 1;
      if (turns === 3) done.open();
      return turns < 3;
    },
  });
  await done.opened;
  await new Promise(setImmediate);
  expect(turns).toBe(3);
});

test('begins the next turn after the pause', async () => {
  const done = gate();
  let turns = 0;
  start({
    pauseMs: 1,
    work: async () => {
      turns += 1;
      if (turns === 2) done.open();
    },
  });
  await done.opened;
  expect(turns).toBeGreaterThanOrEqual(2);
});

test('a notification ends the pause, and one during a turn is not lost', async () => {
  const inFirst = gate();
  const endFirst = gate();
  const second = gate();
  const third = gate();
  let turns = 0;
  const poller = start({
    work: async () => {
      turns += 1;
      if (turns === 1) {
        inFirst.open();
        await endFirst.opened;
      }
      if (turns === 2) second.open();
      if (turns === 3) third.open();
    },
  });
  await inFirst.opened;
  poller.notify();
  expect(turns).toBe(1);
  endFirst.open();
  await second.opened;
  poller.notify();
  await third.opened;
  expect(turns).toBe(3);
});

test('a failed turn is logged and followed by the pause', async () => {
  const logged: unknown[] = [];
  const third = gate();
  let turns = 0;
  const poller = start({
    logger: { error: (fields) => void logged.push(fields) },
    work: async () => {
      turns += 1;
      if (turns === 1) throw new Error('database away');
      third.open();
    },
  });
  await new Promise(setImmediate);
  expect(turns).toBe(1);
  expect(logged).toEqual([{ action: 'test.turn', err: expect.objectContaining({ message: 'database away' }) }]);
  poller.notify();
  await third.opened;
  expect(turns).toBe(2);
});

test('stop waits for the turn under way and begins no other', async () => {
  const inTurn = gate();
  const endTurn = gate();
  let turns = 0;
  let isEnded = false;
  const poller = start({
    work: async () => {
      turns += 1;
      inTurn.open();
      await endTurn.opened;
      isEnded = true;
      return true;
    },
  });
  await inTurn.opened;
  const stopped = poller.stop();
  expect(isEnded).toBe(false);
  endTurn.open();
  await stopped;
  expect(isEnded).toBe(true);
  expect(turns).toBe(1);
});
