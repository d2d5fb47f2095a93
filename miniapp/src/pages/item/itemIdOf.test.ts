import { itemIdOf } from './itemIdOf';

test.each([
  ['a link', { id: '2020-283' }, '2020-283'],
  ['a printed code, encoded as WeChat hands it over', { scene: 'i-283' }, 'i-283'],
  ['an encoded scene', { scene: 'i%2D283' }, 'i-283'],
  ['a scene of something else', { scene: 'n-283' }, null],
  ['a scene that tries to leave the path', { scene: 'i-..%2Fme' }, null],
  ['nothing', {}, null],
])('%s', (_name, params, expected) => {
  expect(itemIdOf(params)).toBe(expected);
});
