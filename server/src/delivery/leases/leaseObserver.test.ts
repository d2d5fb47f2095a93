import type { LeaseRecord } from './model';
import { LeaseObserver } from './leaseObserver';

const lease = (heartbeat: number, holder: string | null = 'a'): LeaseRecord => ({
  _id: 'partition:0',
  holder,
  host: 'h',
  pid: 1,
  heartbeat,
});
const make = (gone = false) => new LeaseObserver(1000, () => gone);

test('a lease lives while its heartbeat moves, whatever the wall clock says', () => {
  const observer = make();
  for (let i = 0; i < 10; i++) expect(observer.alive([lease(i)], i * 400).has('partition:0')).toBe(true);
});

test('a heartbeat that stands still for its life is dead', () => {
  const observer = make();
  const isAlive = (now: number) => observer.alive([lease(5)], now).has('partition:0');
  expect([0, 400, 800, 999, 1000].map(isAlive)).toEqual([true, true, true, true, false]);
});

test('who could not look has not seen anybody stand still', () => {
  const observer = make();
  const isAlive = (now: number) => observer.alive([lease(5)], now).has('partition:0');
  expect([0, 400, 5000, 5400, 5800, 6000].map(isAlive)).toEqual([true, true, true, true, true, false]);
});

test('a new holder starts a new life', () => {
  const observer = make();
  for (const now of [0, 400, 800]) observer.alive([lease(5)], now);
  expect(observer.alive([lease(5, 'b')], 1200).has('partition:0')).toBe(true);
  expect(observer.alive([lease(5, 'b')], 1600).has('partition:0')).toBe(true);
});

test('nobody’s lease and that of a process that is gone are free at once', () => {
  expect(
    make()
      .alive([lease(1, null)], 0)
      .has('partition:0'),
  ).toBe(false);
  expect(
    make(true)
      .alive([lease(1)], 0)
      .has('partition:0'),
  ).toBe(false);
});
