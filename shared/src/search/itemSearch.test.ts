import { createItemSearch, createPinyin, highlightParts, normalizeText, rankBySpelling } from './index';
import { parseItemName, partsOfName } from './itemName';

const pinyin = {
  yang: '养',
  lao: '老',
  ji: '机',
  gou: '构狗',
  bei: '备',
  an: '案',
  yi: '医',
  liao: '疗',
  zhi: '执职',
  ye: '业',
  deng: '登',
  qi: '气汽',
  qiu: '球',
  chong: '重',
  zhong: '重',
};

const item = (no: number, name: string) => ({ id: `t-${no}`, no, name, department: '市测试局' });

const search = createItemSearch({
  items: [
    item(1, '养老机构备案'),
    item(2, '医疗机构执业登记'),
    item(3, '公共场所卫生许可（除饭馆、茶座等）'),
    item(4, '食品经营许可（仅包含保健食品直销）'),
    item(5, '巡游出租汽车驾驶证的核发'),
    item(6, '升放系留气球活动审批'),
  ],
  names: { 't-1': ['养老院'] },
  departments: { 市测试局: ['测试办'] },
  words: {
    relations: ['饭店 = 饭馆', '餐饮 > 饭店', '食品经营 > 饭店', '养老机构 > 养老院', '爸妈 ~ 养老'],
    dropped: ['怎么', '吗', '想', '个', '在哪'],
    generic: ['办', '备案', '许可', '登记', '证', '核发', '审批', '开'],
    setting: ['村里'],
    infixes: ['点', '个'],
  },
  subjects: ['养老', '医疗', '卫生', '食品', '驾驶证', '出租汽车', '气球', '公共场所', '保健食品', '直销'],
  pinyin,
});
const numbers = (query: string) => search.search(query, 5).items.map((one) => one.item.no);
const sure = (query: string) => search.search(query, 5).confident;

test('the everyday name of an item finds it and is sure', () => {
  expect(numbers('想开个养老院')[0]).toBe(1);
  expect(sure('想开个养老院')).toBe(true);
});

test.each([
  ['a word that the item does not hold', '养老院护照'],
  ['a word that only leads near', '爸妈'],
  ['what the item leaves out', '饭馆卫生许可'],
  ['a limited item without what it is limited to', '食品经营许可'],
  ['a narrower item than was asked for', '驾驶证'],
  ['nothing but words of procedure', '办证登记'],
  ['nothing but a place', '村里'],
])('not sure: %s', (_, query) => {
  expect(sure(query)).toBe(false);
});

test('a limited item is sure when its limit is asked for', () => {
  expect(numbers('保健食品直销')[0]).toBe(4);
  expect(sure('保健食品直销')).toBe(true);
});

test('an item that leaves the matter out is still offered', () => {
  expect(numbers('饭馆卫生许可')).toContain(3);
});

test('initials, pinyin and a mixture; the shortest name first', () => {
  expect(numbers('yljg')).toEqual([1, 2]);
  expect(numbers('yanglaoyuan').concat(numbers('yanglao'))[0]).toBe(1);
  expect(numbers('yangljg')[0]).toBe(1);
  expect(numbers('xyz')).toEqual([]);
});

test('a wrong character of the same sound is understood', () => {
  expect(numbers('系留汽球')[0]).toBe(6);
});

test('highlights mark what was found, whatever its case and width', () => {
  expect(highlightParts('ＡＢ养老机构', ['ab', '机构'])).toEqual([
    { text: 'ＡＢ', hit: true },
    { text: '养老', hit: false },
    { text: '机构', hit: true },
  ]);
  expect(search.search('养老院', 1).items[0]?.parts).toContainEqual({ text: '养老机构', hit: true });
});

test('remarks of a name are told apart', () => {
  expect(parseItemName('公共场所卫生许可（除饭馆、茶座等）')).toEqual({
    head: '公共场所卫生许可 ',
    excludes: '除饭馆、茶座等',
    only: '',
  });
  expect(parseItemName('资质核准（特级除外）').excludes).toBe('特级除外');
  expect(parseItemName('经营许可（仅包含直销）').only).toBe('仅包含直销');
  expect(parseItemName('登记（含变更）').head).toBe('登记（含变更）');
  expect(partsOfName('学校的设立、分立或者终止')).toEqual(['学校的设立', '分立', '终止']);
});

test('text is compared without width, case and signs', () => {
  expect(normalizeText(' ＫＴＶ，《办法》 ')).toBe('ktv 办法');
});

test('a character of two readings is spelled either way', () => {
  const { spell, soundKey } = createPinyin(pinyin);
  expect(spell('zhong', '重', 0)).toEqual({ length: 1, whole: 1 });
  expect(spell('chong', '重', 0)).toEqual({ length: 1, whole: 1 });
  expect(soundKey('气球')).toBe(soundKey('汽球'));
  expect(soundKey('不在表')).toBeNull();
});

test('spelling from the beginning stands before spelling inside', () => {
  const ranked = rankBySpelling('lao', [['养老'], ['老机构']], createPinyin(pinyin));
  expect(ranked.map((one) => one.index)).toEqual([1, 0]);
  expect(rankBySpelling('lao', [['养老']], createPinyin(pinyin), true)).toEqual([]);
});
