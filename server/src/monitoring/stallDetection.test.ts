import { remember, detectStalls, type Observation, type ObservedCampaign } from './stallDetection';

const start = Date.parse('2026-07-01T02:00:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const queue: Observation = {
  status: 'sending',
  held: false,
  blocked: false,
  written: '1 ',
  pending: 100_000,
  dueSince: at(0),
  retrying: false,
};

/** Looks at campaigns minute by minute; `minutes[m][i]` is what differs of campaign i from a queue that stands still. */
function watch(minutes: readonly (readonly Partial<Observation>[])[]): string[] {
  const memory = new Map<string, ObservedCampaign>();
  let still: string[] = [];
  minutes.forEach((looks, minute) => {
    const now = at(minute * 60);
    const order = looks.map((more, index) => {
      const id = `c${index}`;
      const look = { ...queue, ...more };
      const seen = memory.get(id)?.seen as Parameters<typeof remember>[0];
      return { id, look, seen: remember(seen, look, now) };
    });
    for (const one of order) memory.set(one.id, one);
    still = detectStalls(order, now);
  });
  return still;
}

const twice = (...looks: Partial<Observation>[]): Partial<Observation>[][] => [looks, looks];

test.each<[string, Partial<Observation>[][], string[]]>([
  ['a queue that stands still', twice({}), ['c0']],
  ['a long queue that moves', [[{}], [{ pending: 70_000 }]], []],
  [
    'the second behind one that moves',
    [
      [{}, {}],
      [{ pending: 70_000 }, {}],
    ],
    [],
  ],
  [
    'the first, while one behind it moves',
    [
      [{}, {}],
      [{}, { pending: 70_000 }],
    ],
    ['c0'],
  ],
  ['both, when neither moves', twice({}, {}), ['c0', 'c1']],
  [
    'one behind a large audience being written',
    [
      [{ status: 'expanding', written: '0 a' }, {}],
      [{ status: 'expanding', written: '0 b' }, {}],
    ],
    [],
  ],
  [
    'an audience behind another being written',
    [
      [{ status: 'expanding', written: '0 a' }, { status: 'expanding' }],
      [{ status: 'expanding', written: '0 b' }, { status: 'expanding' }],
    ],
    [],
  ],
  [
    'an audience nobody writes, while others are sent',
    [
      [{}, { status: 'expanding' }],
      [{ pending: 1 }, { status: 'expanding' }],
    ],
    ['c1'],
  ],
  [
    'never planned, while others are sent',
    [
      [{}, { status: 'planned' }],
      [{ pending: 1 }, { status: 'planned' }],
    ],
    ['c1'],
  ],
  ['never planned, while WeChat lets nobody send', twice({ status: 'planned', blocked: true }), ['c0']],
  ['waiting for quiet hours', twice({ dueSince: null }), []],
  ['tried again and again, and nothing is settled', twice({ dueSince: null, retrying: true }), ['c0']],
  ['one that is tried again after hours of quiet', [[{ dueSince: null }], [{ dueSince: null, retrying: true }]], []],
  ['the moment after quiet hours', [[{ dueSince: null }], [{ dueSince: null }], [{ dueSince: at(119) }]], []],
  ['a minute after quiet hours', [[{ dueSince: null }], [{ dueSince: at(1) }], [{ dueSince: at(1) }]], ['c0']],
  ['blocked by WeChat', twice({ blocked: true }), []],
  ['the moment after a block', [[{ blocked: true }], [{}]], []],
  ['a minute after a block', [[{ blocked: true }], [{}], [{}]], ['c0']],
  ['held', twice({ held: true }), []],
  ['the moment after a hold', [[{ held: true }], [{}]], []],
  ['everything settled and nobody ends it', twice({ pending: 0, dueSince: null }), ['c0']],
  ['closing, and what waits is not skipped', twice({ status: 'closing' }), ['c0']],
  ['looked at for the first time', [[{}]], []],
])('%s', (_name, minutes, still) => {
  expect(watch(minutes)).toEqual(still);
});

test('one that ended a moment ago excuses those behind it', () => {
  const look = { ...queue, dueSince: at(-600) };
  const behind = { id: 'behind', look, seen: remember(undefined, look, at(-600)) };
  const ended = { movedAt: at(-1), wroteAt: at(-1), restedAt: at(-1) };
  expect(detectStalls([behind], at(0))).toEqual(['behind']);
  expect(detectStalls([{ id: 'ended', look: null, seen: ended }, behind], at(0))).toEqual([]);
});
