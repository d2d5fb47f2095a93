import { itemIdOf } from './itemIdOf';

test.each([
  ['a link', { id: '2020-283' }, '2020-283'],
  ['a printed code, encoded as WeChat hands it over', { scene: 'i-283' }, 'i-283'],
  ['an encoded scene', { scene: 'i%2D283' }, 'i-283'],
  ['a scene of something else', { scene: 'n-283' }, null],
  ['a scene that tries to leave the path', { scene: 'i-..%2Fme' }, null],
  ['the link of a printed code', { q: 'https%3A%2F%2Fzhi.example.gov.cn%2Fi%2Fi-283' }, 'i-283'],
  ['a link with parameters', { q: encodeURIComponent('http://127.0.0.1:3000/i/i-7?from=hall') }, 'i-7'],
  ['a link to something else', { q: encodeURIComponent('https://zhi.example.gov.cn/me/i/i-283') }, null],
  ['a link with broken percent signs', { q: '%E4%BD' }, null],
  ['nothing', {}, null],
])('%s', (_name, params, expected) => {
  expect(itemIdOf(params)).toBe(expected);
});
