import { normalizeText, parseRelation, wordsIn, type Relation } from '@shuozhi/shared';
import { BUILTIN_WORDS, PINYIN } from './builtin';
import { linesOfGroup } from './currentVocabulary';
import { VOCABULARY } from './vocabulary';

const LONGEST_WORD = 16;

const lines = Object.entries(VOCABULARY).flatMap(([file, all]) => all.map((line) => ({ file, line })));
const relations = lines.map(({ file, line }) => ({ file, line, relation: parseRelation(line) }));
const ofKind = <K extends Relation['kind']>(kind: K) =>
  relations.flatMap(({ file, line, relation }) =>
    relation.kind === kind ? [{ file, line, relation: relation as Extract<Relation, { kind: K }> }] : [],
  );

/** The set of synonyms that a word belongs to, by its first word. */
const setOf = new Map(
  ofKind('same').flatMap(({ relation: { words } }) => words.map((word) => [word, words[0] ?? word])),
);
const concept = (word: string) => setOf.get(word) ?? word;

test('every line is read, and each word is written as it is compared', () => {
  const wrong = relations.flatMap(({ file, relation }) =>
    wordsIn(relation)
      .filter((word) => normalizeText(word) !== word || word.length > LONGEST_WORD)
      .map((word) => `${file}: ${word}`),
  );
  expect(wrong).toEqual([]);
});

test('no line stands twice, no line names a word twice', () => {
  expect(lines.map(({ line }) => line).filter((line, i, all) => all.indexOf(line) !== i)).toEqual([]);
  const twice = relations.filter(({ relation }) => {
    const words = relation.kind === 'related' ? relation.to : wordsIn(relation);
    return new Set(words).size < words.length;
  });
  expect(twice.map(({ file, line }) => `${file}: ${line}`)).toEqual([]);
});

test('a word stands in one set of synonyms only', () => {
  const seen = new Map<string, string>();
  const doubles = ofKind('same').flatMap(({ file, line, relation: { words } }) =>
    words.flatMap((word) => {
      const before = seen.get(word);
      seen.set(word, `${file}: ${line}`);
      return before === undefined ? [] : [`${word}: ${before} | ${file}: ${line}`];
    }),
  );
  expect(doubles).toEqual([]);
});

test('no word is, over any number of steps, a kind of itself', () => {
  const wider = new Map<string, string[]>();
  for (const { relation } of ofKind('narrower')) {
    for (const word of relation.words) {
      wider.set(concept(word), [...(wider.get(concept(word)) ?? []), concept(relation.of)]);
    }
  }
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (word: string, path: readonly string[]) => {
    if (state.get(word) === 'done') return;
    if (state.get(word) === 'open') {
      cycles.push([...path.slice(path.indexOf(word)), word].join(' < '));
      return;
    }
    state.set(word, 'open');
    for (const up of wider.get(word) ?? []) visit(up, [...path, word]);
    state.set(word, 'done');
  };
  for (const word of wider.keys()) visit(word, []);
  expect(cycles).toEqual([]);
});

test('false friends are neither synonyms nor kinds of one another', () => {
  const up = new Set(
    ofKind('narrower').flatMap(({ relation }) =>
      relation.words.map((word) => `${concept(word)}<${concept(relation.of)}`),
    ),
  );
  const wrong = ofKind('apart').flatMap(({ relation: { of, words } }) =>
    words
      .filter((word) => {
        const [a, b] = [concept(of), concept(word)];
        return a === b || up.has(`${a}<${b}`) || up.has(`${b}<${a}`);
      })
      .map((word) => `${of} ! ${word}`),
  );
  expect(wrong).toEqual([]);
});

test('a matter of another office is no kind of anything and leads nowhere', () => {
  const outside = new Set(ofKind('outside').flatMap(({ relation }) => relation.words));
  const wrong = relations.filter(
    ({ relation }) =>
      (relation.kind === 'narrower' || relation.kind === 'related') && relation.words.some((word) => outside.has(word)),
  );
  expect(wrong.map(({ file, line }) => `${file}: ${line}`)).toEqual([]);
});

test('words that say nothing of a matter are no members', () => {
  const empty = new Set([...BUILTIN_WORDS.dropped, ...BUILTIN_WORDS.generic]);
  const wrong = relations
    .filter(({ relation }) => relation.kind === 'same' || relation.kind === 'narrower')
    .flatMap(({ file, line, relation }) =>
      wordsIn(relation)
        .filter((word) => empty.has(word))
        .map((word) => `${word}: ${file}: ${line}`),
    );
  expect(wrong).toEqual([]);
});

test('a situation leads to six matters at most, none of them a word that says nothing', () => {
  const empty = new Set([...BUILTIN_WORDS.dropped, ...BUILTIN_WORDS.generic]);
  const wrong = ofKind('related').filter(
    ({ file, relation: { to } }) => file !== 'base' && (to.length > 6 || to.some((word) => empty.has(word))),
  );
  expect(wrong.map(({ file, line }) => `${file}: ${line}`)).toEqual([]);
});

test('every character of the vocabulary can be spelled', () => {
  const spelled = new Set(Object.values(PINYIN).join(''));
  const used = new Set(relations.flatMap(({ relation }) => [...wordsIn(relation).join('')]));
  expect([...used].filter((char) => /[\u4e00-\u9fff]/.test(char) && !spelled.has(char))).toEqual([]);
});

test('the lists of stop words name no word twice', () => {
  const { dropped, generic, setting } = BUILTIN_WORDS;
  for (const list of [dropped, generic, setting]) expect(new Set(list).size).toBe(list.length);
});

test.each([
  ['', 'no word'],
  ['甲 = ', 'one sign'],
  ['甲 乙 = 丙', 'one word before'],
  ['甲 = 乙 > 丙', 'one sign'],
  ['?why 为什么', 'unknown question'],
])('the line "%s" is refused', (line, why) => {
  expect(() => parseRelation(line)).toThrow(why);
});

test('a group of the staff becomes lines; signs in its words do no harm', () => {
  expect(linesOfGroup({ words: ['扎猛子', '游 水'], means: ['游泳'], loose: false })).toEqual([
    '扎猛子 = 游水',
    '游泳 > 扎猛子',
  ]);
  expect(linesOfGroup({ words: ['- = >'], means: ['游泳'], loose: false })).toEqual([]);
  expect(linesOfGroup({ words: ['扎猛子'], means: ['游泳'], loose: true })).toEqual(['扎猛子 ~ 游泳 扎猛子']);
});
