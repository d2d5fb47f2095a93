import { audienceKeys, subscriptionKeys } from './audience';
import { REGION_CODES } from './regions';

describe('audienceKeys', () => {
  test('a citywide notice reaches every district', () => {
    expect(audienceKeys(['fire'], ['140600'])).toEqual(REGION_CODES.map((code) => `fire:${code}`));
  });
  test('a notice without a region counts as citywide', () => {
    expect(audienceKeys(['fire'], [])).toHaveLength(REGION_CODES.length);
  });
  test('a district notice reaches that district and the whole-city subscribers only', () => {
    expect(audienceKeys(['fire'], ['140602'])).toEqual(['fire:140600', 'fire:140602']);
  });
  test('every topic counts', () => {
    expect(audienceKeys(['fire', 'environment'], ['140623'])).toContain('environment:140623');
  });
});

test('a resident holds topics times regions', () => {
  expect(subscriptionKeys(['fire', 'alert'], ['140602', '140603'])).toEqual([
    'fire:140602',
    'fire:140603',
    'alert:140602',
    'alert:140603',
  ]);
});
