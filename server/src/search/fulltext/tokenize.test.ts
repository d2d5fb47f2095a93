import { docNoToken, tokenCounts, tokensOfWord } from './tokenize';

test('every word of the dictionary is a token wherever it stands, also inside a longer one', () => {
  const tokens = tokenCounts('山西省人民政府');
  for (const word of ['山西', '山西省', '人民', '人民政府', '政府']) expect(tokens.get(word)).toBe(1);
});

test('what no word covers is found by pairs of characters: names of villages', () => {
  const tokens = tokenCounts('在峪峁垴村和峪峁垴');
  expect([tokens.get('峪峁'), tokens.get('峁垴')]).toEqual([2, 2]);
  for (const token of tokensOfWord('峪峁垴')) expect(tokens.has(token)).toBe(true);
});

test('binding characters are no tokens; numbers and Latin words are', () => {
  const tokens = tokenCounts('请打 12119 或 5g 的 a');
  expect([...tokens.keys()]).toEqual(expect.arrayContaining(['12119', '5g']));
  expect(['的', '或', 'a'].filter((token) => tokens.has(token))).toEqual([]);
});

test.each([
  ['朔政发〔2020〕12号', '朔政发2020-12号'],
  ['朔政办发[2022] 8号', '朔政办发2022-8号'],
  ['朔政办发2022 8号', '朔政办发2022-8号'],
  ['2022-8号', '2022-8号'],
])('%s is the number %s', (text, token) => {
  expect(docNoToken(text)?.token).toBe(token);
});

test('a text without a number has none', () => {
  expect(docNoToken('2022年8月的通知')).toBeNull();
});
